using InferenceBench.Contracts;
using InferenceBench.Quantization;
using InferenceBench.Registry;

namespace InferenceBench.Children;

/// <summary>This executable as somebody's child: <c>--child KIND FRAMEWORK</c>. Exactly one framework is loaded.</summary>
public static class ChildProgram
{
    /// <summary>The first argument of a child.</summary>
    internal const string Switch = "--child";

    /// <summary>Asks a framework what runs here: one answer, no request.</summary>
    internal const string Probe = "probe";

    /// <summary>Runs one inference per request and writes its outputs to files.</summary>
    internal const string Infer = "infer";

    /// <summary>Says what files of the framework's own take: one answer per request.</summary>
    internal const string Read = "read";

    /// <summary>Chooses ranges of a model's activations.</summary>
    internal const string Calibrate = "calibrate";

    /// <summary>Compares two models on the same samples.</summary>
    internal const string Compare = "compare";

    /// <summary>Does a child's job when the command line asks for one.</summary>
    /// <param name="args">Command line.</param>
    /// <param name="registry">All frameworks.</param>
    /// <param name="exitCode">The exit code of the job; 0 when there is none.</param>
    /// <returns>Whether the command line was a child's.</returns>
    public static bool TryRun(string[] args, FrameworkRegistry registry, out int exitCode)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(registry);
        exitCode = 0;
        if (args.Length == 0 || args[0] != Switch)
        {
            return false;
        }

        if (args is not [_, Probe or Infer or Read or Calibrate or Compare, string id] || registry.Find(id) is not { } framework)
        {
            Console.Error.WriteLine($"'{string.Join(' ', args)}' is no job of a child; the suite starts its children itself");
            exitCode = 2;
            return true;
        }

        Serve(args[1], framework);
        return true;
    }

    private static void Serve(string kind, IInferenceFramework framework)
    {
        using var host = new HostLink();
        if (kind == Probe)
        {
            host.Answer(ChildJson.Write(ProbeJob.Run(framework)));
            return;
        }

        foreach (string request in host.Requests)
        {
            host.Answer(Answer(kind, framework, request));
        }
    }

    private static string Answer(string kind, IInferenceFramework framework, string request)
    {
        return kind switch
        {
            Read => ChildJson.Write(ReadJob.Run(framework, request)),
            Calibrate => ChildJson.Write(CalibrationJob.Run(framework, request)),
            Compare => ChildJson.Write(ComparisonJob.Run(framework, request)),
            _ => ChildJson.Write(InferenceJob.Run(framework, request)),
        };
    }
}
