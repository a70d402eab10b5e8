using System.CommandLine;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Running;
using InferenceBench.Cases;
using InferenceBench.Registry;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Cli;

/// <summary>The command line without a verb: the suite's own options, and everything else for BenchmarkDotNet.</summary>
internal static class RunCommand
{
    private const string Description = """
        Runs vision models through inference frameworks and prints latency and throughput. Without any argument: ResNet-50 and MobileNetV3-Large, batches 1 and 8, on all that this machine has.

        BenchmarkDotNet's options apply, too: --job dry runs each case once, --iterationCount, --invocationCount, --warmupCount, --launchCount, --exporters, --list flat, --info.
        """;

    /// <summary>The command.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="arguments">The whole command line, for the manifest.</param>
    public static RootCommand Create(FrameworkRegistry registry, IReadOnlyList<string> arguments)
    {
        var line = new RunLine(registry);
        var command = new RootCommand(Description);
        line.AddTo(command);
        command.SetAction(result =>
        {
            if (line.ResumeDirectory(result) is { } directory)
            {
                return ResumeCommand.Run(registry, line, result, directory, arguments);
            }

            (RunOptions options, BenchmarkRequest request) = line.Read(result, arguments.Count == 0);
            return Run(registry, options, request, arguments);
        });
        return command;
    }

    /// <summary>Plans a run; what can be made ready while frameworks are probed is made ready.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="options">The suite's options.</param>
    /// <param name="request">BenchmarkDotNet's part of the command line.</param>
    /// <param name="prepare">Makes the models of cases ready.</param>
    /// <exception cref="UsageException">The options leave no case at all.</exception>
    public static RunPlan Plan(FrameworkRegistry registry, RunOptions options, BenchmarkRequest request, Action<IReadOnlyList<PlannedCase>> prepare)
    {
        Task describing = Task.Run(HostDescription.Prefetch);
        try
        {
            return RunPlan.Create(registry, options, request, prepare);
        }
        finally
        {
            // Also when there is no plan: BenchmarkDotNet kills at exit what it asks about the machine, and that prints to standard error.
            describing.Wait();
        }
    }

    private static int Run(FrameworkRegistry registry, RunOptions options, BenchmarkRequest request, IReadOnlyList<string> arguments)
    {
        if (request.WantsInformation)
        {
            Console.WriteLine(HostEnvironmentInfo.GetInformation());
            return 0;
        }

        return request.WantsNames
            ? PrintNames(RunPlan.Create(registry, options, request, _ => { }))
            : new BenchmarkRun(registry, Plan(registry, options, request, BenchmarkRun.Prepare), arguments).Execute();
    }

    private static int PrintNames(RunPlan plan)
    {
        foreach (CaseKey key in plan.Runs.Select(planned => planned.Key))
        {
            Console.WriteLine($"{key.Framework}-{key.Provider} {key.Variant} {key.Device} {key.Model} b{key.Batch} {key.Precision}");
        }

        return 0;
    }
}
