using System.CommandLine;
using InferenceBench.Cli;
using InferenceBench.Registry;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Gating;
using InferenceBench.Reporting.Gating.Output;

namespace InferenceBench.Verbs;

/// <summary><c>gate --base DIR --diff DIR</c>. Exit code 0: no regression, 1: a regression, or a file that cannot be read, 2: nothing compared, different machines or bad arguments.</summary>
internal static class GateVerb
{
    /// <summary>The command.</summary>
    /// <param name="registry">Not used: results speak for themselves.</param>
    public static Command Create(FrameworkRegistry registry)
    {
        var options = new GateOptions();
        var command = new Command("gate", "says whether one set of runs is slower or costlier than another; exit code 1 on a regression");
        options.AddTo(command);
        command.SetAction(result => VerbOutput.Guard(() => Run(options.Parse(result))));
        return command;
    }

    private static int Run(GateRequest request)
    {
        GateReport report = Compare(request);
        if (request.IsJson)
        {
            VerbOutput.WriteJson(report);
        }
        else
        {
            Console.Out.Write(GateTable.Render(report));
        }

        return request.SummaryFile is { } file && !TryWrite(file, report) ? Math.Max(report.ExitCode, 1) : report.ExitCode;
    }

    private static GateReport Compare(GateRequest request)
    {
        try
        {
            return ResultGate.Compare(request.BaseFolder, request.DiffFolder, request.Settings);
        }
        catch (GateException exception)
        {
            throw new UsageException($"gate: {exception.Message}", exception);
        }
    }

    // The table is out already; a summary that cannot be written must not hide what it says.
    private static bool TryWrite(string file, GateReport report)
    {
        try
        {
            AtomicFile.WriteText(file, GateMarkdown.Render(report));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: --summary {file}: {FileProblem.Of(exception)}");
            return false;
        }
    }
}
