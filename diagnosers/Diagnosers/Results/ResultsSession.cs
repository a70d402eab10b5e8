using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using InferenceBench.Diagnosers.Columns;
using InferenceBench.Diagnosers.Folders;
using InferenceBench.Diagnosers.Power;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Tables;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Diagnosers.Results;

/// <summary>The results of one run: its folder, the diagnoser and columns that read each child's trace and facts, and the files at the end.</summary>
public sealed class ResultsSession : IDisposable
{
    private const string ArtifactsFolder = "benchmarkdotnet";
    private readonly ResultsOptions _options;
    private readonly RunFolder _folder;
    private readonly ReportFiles _files;
    private readonly RunLog _log;
    private readonly ScratchFolder _scratch;
    private readonly CaseCollector _collector;
    private readonly RunPower? _power;
    private readonly List<string> _notes = [];
    private RunInfo _run;
    private bool _finished;

    private ResultsSession(ResultsOptions options, RunFolder folder, RunInfo run, PowerHardware? hardware)
    {
        _options = options;
        _folder = folder;
        _run = run;
        _files = new ReportFiles(folder);
        _log = new RunLog(Path.Combine(folder.Path, "run.log"));
        _scratch = new ScratchFolder(folder.Path);
        _power = options.Power is { } plan ? new RunPower(plan, hardware ?? PowerHardware.Real(plan.Request), folder.Path, Note) : null;
        _collector = new CaseCollector(folder.Path, _scratch, options.DisplayNameOf, _power?.Session);
        _files.WriteSoFar(Report());
    }

    /// <summary>Absolute path of this run's own, new folder.</summary>
    public string Directory => _folder.Path;

    /// <summary>Creates the run's folder and makes sure that its report will fit on the disk.</summary>
    /// <param name="options">The run.</param>
    /// <exception cref="ResultsException">The folder cannot be created or the disk has no room, or the file of <c>--export-times</c> cannot be written.</exception>
    public static ResultsSession Create(ResultsOptions options)
    {
        return Create(options, TimeProvider.System, null);
    }

    /// <summary>Creates the run's folder by another clock and other sensors.</summary>
    /// <param name="options">The run.</param>
    /// <param name="clock">Tells the time of the start.</param>
    /// <param name="hardware">Opens power sources; null opens this machine's.</param>
    internal static ResultsSession Create(ResultsOptions options, TimeProvider clock, PowerHardware? hardware)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckExportFile(options.ExportTimesFile);
        DateTimeOffset started = clock.GetUtcNow();
        GitState git = GitState.Read(options.SourceDirectory, Path.GetFullPath(options.RootDirectory));
        RunFolder folder = RunFolder.Create(options.RootDirectory, options.Machine.Name, started, git.ShortCommit);
        RunInfo run = new()
        {
            Id = folder.Id,
            StartedUtc = started,
            Commit = git.Commit,
            Dirty = git.Dirty,
            Arguments = options.Arguments,
        };
        try
        {
            return new ResultsSession(options, folder, run, hardware);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ResultsException.Unwritable(folder.Path, exception);
        }
    }

    /// <summary>
    /// Adds the diagnoser, the columns, BenchmarkDotNet's full JSON, the log file, the artifacts path and the event processor that writes <c>report.json</c>
    /// after every case. BenchmarkDotNet's own log is switched off: it throws on a full disk, and <c>run.log</c> holds the same.
    /// </summary>
    /// <param name="config">The run's configuration.</param>
    public void Configure(ManualConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        CaseColumn[] columns = [.. ReportColumns.For(ColumnTarget.Summary).Select((column, index) => new CaseColumn(column, index, _collector))];
        _ = config.AddDiagnoser(new InferenceDiagnoser(_collector))
            .AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params)
            .AddColumn([.. columns])
            .AddExporter(new FullJsonExporter(_folder.Path, Note))
            .AddLogger(_log)
            .AddEventProcessor(new CaseEvents(_collector, SaveSoFar, Note));
        // Set, not chained: some With... methods of BenchmarkDotNet return a copy.
        config.ArtifactsPath = Path.Combine(_folder.Path, ArtifactsFolder);
        config.CultureInfo = CultureInfo.InvariantCulture;
        config.Options |= ConfigOptions.DisableLogFile;
    }

    /// <summary>Starts to sample power, if there is any to sample, and measures idle power. Comes right before the first case.</summary>
    /// <param name="expected">What the run will take.</param>
    /// <param name="progress">Takes one line when there is something to wait for.</param>
    /// <param name="cancellation">Cuts waiting short, also that of <see cref="Finish(IReadOnlyList{Summary})"/>.</param>
    public void BeginPower(TimeSpan expected, Action<string> progress, CancellationToken cancellation)
    {
        _power?.Begin(expected, progress, cancellation);
    }

    /// <summary>The shortest actual stage in which the primary power source of a device has a timing error of at most 1 %; null when that is not known.</summary>
    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    public TimeSpan? MinimumWindow(string device)
    {
        return _power?.Session.MinimumWindow(device);
    }

    /// <summary>Records a case that does not run.</summary>
    /// <param name="key">The case.</param>
    /// <param name="reason">Why, in one line.</param>
    public void Skip(CaseKey key, string reason)
    {
        ArgumentNullException.ThrowIfNull(key);
        _collector.Skip(key, reason);
    }

    /// <summary>Writes all files and prints the table, skipped and failed cases with their reasons, and where the files are, to standard output.</summary>
    /// <param name="summaries">BenchmarkDotNet's summaries; may be empty.</param>
    /// <returns>Exit code: 0 all ran, 1 some case failed or the report could not be written, 2 nothing ran.</returns>
    public int Finish(IReadOnlyList<Summary> summaries)
    {
        return Finish(summaries, Console.Out, Console.Error);
    }

    /// <summary>Writes all files and prints.</summary>
    /// <param name="summaries">BenchmarkDotNet's summaries; may be empty.</param>
    /// <param name="output">Takes the table.</param>
    /// <param name="errors">Takes what could not be written.</param>
    /// <returns>Exit code.</returns>
    internal int Finish(IReadOnlyList<Summary> summaries, TextWriter output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        foreach (BenchmarkReport report in summaries.SelectMany(static summary => summary.Reports))
        {
            _collector.Complete(report);
        }

        _collector.CloseExpected();
        EndPower();
        _finished = true;
        _run = _run with { FinishedUtc = DateTimeOffset.UtcNow };
        ExportTimes();
        CloseLog();
        RunReport whole = Report();
        IReadOnlyList<string> failures = whole.Cases.Count == 0 ? [] : _files.WriteAll(whole);
        bool isPrinted = TryPrint(whole, failures, output, errors);
        return ExitCode(whole, failures.Count > 0 || !isPrinted);
    }

    /// <summary>Closes the log and deletes what the run needed only while it ran. A run that ended before any case leaves no folder.</summary>
    public void Dispose()
    {
        try
        {
            bool empty = _collector.Cases.Count == 0;
            if (!empty && !_finished)
            {
                SaveSoFar();
            }

            _log.Dispose();
            _power?.Dispose();
            _scratch.Dispose();
            _folder.Reserve.Release();
            if (empty)
            {
                System.IO.Directory.Delete(_folder.Path, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"temporary files are left behind: {exception.Message}");
        }
    }

    private static void CheckExportFile(string? path)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            string full = Path.GetFullPath(path);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using FileStream file = new(full, FileMode.OpenOrCreate, FileAccess.Write);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ResultsException($"--export-times {path} cannot be written: {FileProblem.Of(exception)}; choose another file", exception);
        }
    }

    private static int ExitCode(RunReport report, bool filesMissing)
    {
        bool failed = report.Cases.Any(static c => c.Status == CaseStatus.Failed);
        bool ran = failed || report.Cases.Any(static c => c.Status == CaseStatus.Ok);
        return !ran ? 2 : failed || filesMissing ? 1 : 0;
    }

    private RunReport Report()
    {
        lock (_notes)
        {
            return new RunReport
            {
                Machine = MachineReport.Of(_options.Machine),
                Run = (_power?.Fill(_run) ?? _run) with { Notes = [.. _notes] },
                Cases = [.. _collector.Cases.Select(WithVersion)],
            };
        }
    }

    // A child that died before it could say anything ran the engine that was probed.
    private CaseReport WithVersion(CaseReport report)
    {
        return report.FrameworkVersion is null && _options.Machine.Frameworks.TryGetValue(report.Framework, out string? version)
            ? report with { FrameworkVersion = version }
            : report;
    }

    private void Note(string note)
    {
        lock (_notes)
        {
            _notes.Add(OneLine.Of(note) ?? "");
        }
    }

    private void SaveSoFar()
    {
        _files.WriteSoFar(Report());
        _log.Flush();
    }

    private void EndPower()
    {
        _power?.End();
        _power?.Dispose();
        _collector.UpdateEnergies();
    }

    private void ExportTimes()
    {
        if (_options.ExportTimesFile is null)
        {
            return;
        }

        try
        {
            ExportedTimes.Write(Path.GetFullPath(_options.ExportTimesFile), _collector.Traces);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Note($"--export-times {_options.ExportTimesFile} could not be written: {FileProblem.Of(exception)}");
        }
    }

    private void CloseLog()
    {
        _log.Dispose();
        if (_log.Failure is not null)
        {
            Note($"run.log is not whole: {_log.Failure}");
        }

        string artifacts = Path.Combine(_folder.Path, ArtifactsFolder);
        bool empty = System.IO.Directory.Exists(artifacts) && !System.IO.Directory.EnumerateFiles(artifacts, "*", SearchOption.AllDirectories).Any();
        if (empty)
        {
            System.IO.Directory.Delete(artifacts, recursive: true);
        }
    }

    // Standard output may be a file on a full disk; the files of the run are written by then.
    private bool TryPrint(RunReport report, IReadOnlyList<string> failures, TextWriter output, TextWriter errors)
    {
        try
        {
            Print(report, failures, output, errors);
            return true;
        }
        catch (IOException exception)
        {
            errors.WriteLine($"the table could not be printed: {FileProblem.Of(exception)}; the results are in {_folder.Path}");
            return false;
        }
    }

    private void Print(RunReport report, IReadOnlyList<string> failures, TextWriter output, TextWriter errors)
    {
        output.Write(ConsoleReport.Render(report));
        foreach (string failure in failures)
        {
            errors.WriteLine($"results could not be written to {_folder.Path}: {failure}; the table above is all that is left of them");
        }

        if (report.Cases.Count == 0)
        {
            output.WriteLine("Nothing ran.");
        }
        else
        {
            output.WriteLine($"\nResults: {_folder.Path}");
        }
    }
}
