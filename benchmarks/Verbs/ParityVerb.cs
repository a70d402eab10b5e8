using System.CommandLine;
using InferenceBench.Cli;
using InferenceBench.Models.Catalogue;
using InferenceBench.Parity;
using InferenceBench.Registry;

namespace InferenceBench.Verbs;

/// <summary><c>parity</c>: do frameworks compute the same function? Exit code 0: all that ran passed, 1: some failed, 2: nothing ran or bad arguments.</summary>
public static class ParityVerb
{
    private static readonly string[] s_notShared =
    [
        "--batch-sizes", "--duration", "--warmup", "--case-timeout", "--power-source", "--idle", "--power-mode", "--root", "--results-dir", "--export-times", "--resume",
    ];

    /// <summary>The command.</summary>
    /// <param name="registry">All frameworks.</param>
    public static Command Create(FrameworkRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var shared = new RunOptionsParser();
        var own = new ParityOptions();
        var command = new Command("parity", "compares outputs: frameworks against ONNX Runtime on the CPU (a framework's own file: against its plain variant), or against expected outputs");
        shared.AddTo(command, s_notShared);
        own.AddTo(command);
        command.SetAction(result => VerbOutput.Guard(() => Run(registry, own.Parse(result, shared.Parse(result, registry)))));
        return command;
    }

    private static int Run(FrameworkRegistry registry, ParityCommand command)
    {
        IReadOnlyList<ParityTask> tasks = Tasks(registry, command);
        var saver = command.SaveDirectory is { } directory ? new OutputSaver(directory) : null;
        using var runner = new ParityRunner(registry, new ParitySettings(command.Shared, command.Timeout, command.Absolute, command.Relative, saver));
        IReadOnlyList<ParityCase> cases = Run(runner, tasks);
        var report = new ParityReport(Reference(command, runner), cases);
        if (command.IsJson)
        {
            VerbOutput.WriteJson(report);
        }
        else
        {
            Console.Out.Write(ParityTable.Of(report));
        }

        int exitCode = report.ExitCode();
        if (exitCode == ParityReport.NothingRan)
        {
            Console.Error.WriteLine($"error: nothing ran: {WhyNothingRan(cases)}");
        }

        return exitCode;
    }

    // The first reason of each framework.
    private static string WhyNothingRan(IReadOnlyList<ParityCase> cases)
    {
        ParityCase[] first = [.. cases.DistinctBy(static row => row.Framework)];
        return first switch
        {
            [] => "this build has no framework",
            [var only] => only.Reason ?? only.Status,
            _ => string.Join("; ", first.Select(static row => $"{row.Framework}: {row.Reason}")),
        };
    }

    private static IReadOnlyList<ParityCase> Run(ParityRunner runner, IReadOnlyList<ParityTask> tasks)
    {
        using var progress = new ParityProgress(tasks.Count);
        return runner.Run(tasks, progress);
    }

    private static IReadOnlyList<ParityTask> Tasks(FrameworkRegistry registry, ParityCommand command)
    {
        if (command.SuiteDirectory is { } directory)
        {
            return SuiteTasks(registry, directory);
        }

        IEnumerable<ParityTask> files = command.Shared.ModelFiles.Select(file => new ParityTask(file, Path.GetFileNameWithoutExtension(file))
        {
            InputFiles = command.InputFiles,
            ExpectedFile = command.ExpectedFile,
            ReferenceFile = command.ReferenceFile,
            InputShapes = command.Shared.InputShapes,
        });
        bool isAll = command.Shared.ModelFiles.Count == 0 && command.Shared.Models.Count == 0;
        IEnumerable<ParityTask> models = ModelCatalogue.Entries
            .Where(entry => isAll || command.Shared.Models.Contains(entry.Id, StringComparer.OrdinalIgnoreCase))
            .Select(static entry => new ParityTask(ModelCache.GetPath(entry), entry.Id));
        return [.. models, .. files];
    }

    private static IReadOnlyList<ParityTask> SuiteTasks(FrameworkRegistry registry, string directory)
    {
        SuiteFolder suite;
        try
        {
            suite = SuiteFolder.Read(directory, registry.Descriptors);
        }
        catch (ParityException e)
        {
            throw new UsageException($"--suite {e.Message}", e);
        }

        foreach (string note in suite.Notes)
        {
            Console.Error.WriteLine($"note: {note}");
        }

        return suite.Tasks.Count > 0
            ? suite.Tasks
            : throw new UsageException($"--suite {directory}: no NAME.onnx, NAME.pt or folder NAME there has NAME.in.f32 and NAME.out.f32 beside it");
    }

    private static string? Reference(ParityCommand command, ParityRunner runner)
    {
        if (command.SuiteDirectory is { } directory)
        {
            return $"expected outputs in {directory}";
        }

        return command.ExpectedFile ?? (command.ReferenceFile is { } file && runner.Reference is { } engine ? $"{engine} on {file}" : runner.Reference);
    }
}
