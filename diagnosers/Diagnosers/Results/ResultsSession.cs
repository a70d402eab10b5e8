using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using InferenceBench.Diagnosers.Columns;
using InferenceBench.Diagnosers.Folders;
using InferenceBench.Diagnosers.Power;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Publishing;
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
    private readonly PrivatePaths _private;
    private readonly ReportFiles _files;
    private readonly RunLog _log;
    private readonly ScratchFolder _scratch;
    private readonly CaseCollector _collector;
    private readonly RunPower? _power;
    private readonly Resumption? _resumption;
    private readonly List<string> _notes = [];
    private RunInfo _run;
    private bool _finished;

    private ResultsSession(ResultsOptions options, RunFolder folder, RunInfo run, PowerHardware? hardware, Resumption? resumption)
    {
        _resumption = resumption;
        _options = options;
        _folder = folder;
        _run = run;
        _private = PrivatePaths.OfProcess(options.SourceDirectory);
        _files = new ReportFiles(folder, _private);
        _power = options.Power is { } plan ? CreatePower(plan, hardware ?? PowerHardware.Real(plan.Request)) : null;
        _log = new RunLog(Path.Combine(folder.Path, "run.log"), _private, resumption is null ? FileMode.CreateNew : FileMode.Append);
        if (resumption is not null)
        {
            _log.WriteLine(LogKind.Default, $"// {resumption.Title}");
        }

        _scratch = new ScratchFolder(folder.Path);
        _collector = new CaseCollector(folder.Path, _scratch, options.DisplayNameOf, _power?.Session, resumption?.Recorded);
        Diagnoser = new InferenceDiagnoser(_collector);
        _files.WriteSoFar(Report());
    }

    /// <summary>Absolute path of this run's own folder.</summary>
    public string Directory => _folder.Path;

    /// <summary>Hears of every child. BenchmarkDotNet (0.14) tells diagnosers only of the last launch of a case: whoever starts children tells this one of the others.</summary>
    public IDiagnoser Diagnoser { get; }

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
        ExportTarget.Check(options.ExportTimesFile);
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
            BootId = BootId.Read(),
        };
        return Open(options, folder, run, hardware, null);
    }

    /// <summary>Goes on with a run that was started before, in its folder. Everything that it left stays, except what is measured again.</summary>
    /// <param name="options">The run; its root and arguments are those of the first start. Without power nothing is to be measured.</param>
    /// <param name="resumed">The run before.</param>
    /// <exception cref="ResultsException">It must not be mixed with what is here now, the folder cannot be written to, or the file of <c>--export-times</c> cannot.</exception>
    public static ResultsSession Resume(ResultsOptions options, ResumedRun resumed)
    {
        return Resume(options, resumed, TimeProvider.System, null, BootId.Read());
    }

    /// <summary>Goes on with a run by another clock, other sensors and in another boot.</summary>
    /// <param name="options">The run.</param>
    /// <param name="resumed">The run before.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="hardware">Opens power sources; null opens this machine's.</param>
    /// <param name="bootId">This boot; null when it is not known.</param>
    internal static ResultsSession Resume(ResultsOptions options, ResumedRun resumed, TimeProvider clock, PowerHardware? hardware, string? bootId)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(resumed);
        ExportTarget.Check(options.ExportTimesFile);
        var machine = MachineReport.Of(options.Machine);
        ResumeCheck.Require(resumed.Directory, resumed.Report, machine, GitState.Read(options.SourceDirectory, Path.GetFullPath(options.RootDirectory)));
        var resumption = new Resumption(resumed.Report, clock.GetUtcNow(), resumed.Plan, ResumeCheck.Notes(resumed.Report, machine, bootId));
        RunInfo run = resumed.Report.Run with { FinishedUtc = null, BootId = bootId, Notes = [] };
        if (bootId is null || bootId != resumed.Report.Run.BootId)
        {
            options = options with { IsOtherBoot = true };
        }

        return Open(options, resumed.Folder, run, hardware, resumption);
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
        _ = config.AddDiagnoser(Diagnoser)
            .AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params)
            .AddColumn([.. columns])
            .AddExporter(new FullJsonExporter(_folder.Path, _private, Note))
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
        if (ExportTarget.Write(_options.ExportTimesFile, _collector.Traces) is { } problem)
        {
            Note(problem);
        }

        CloseLog();
        RunReport whole = Report();
        IReadOnlyList<string> failures = whole.Cases.Count == 0 ? [] : _files.WriteAll(whole);
        bool isPrinted = ReportPrinter.TryPrint(whole, _folder.Path, failures, output, errors);
        int exitCode = ExitCodeOf(whole);
        return exitCode == 0 && (failures.Count > 0 || !isPrinted) ? 1 : exitCode;
    }

    /// <summary>The exit code that fits a report: 0 all ran, 1 some case failed, 2 nothing ran.</summary>
    /// <param name="report">The run.</param>
    public static int ExitCodeOf(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        bool failed = report.Cases.Any(static c => c.Status == CaseStatus.Failed);
        return failed ? 1 : report.Cases.Any(static c => c.Status == CaseStatus.Ok) ? 0 : 2;
    }

    /// <summary>Closes the log and deletes what the run needed only while it ran. A run that ended before any case leaves no folder.</summary>
    public void Dispose()
    {
        try
        {
            bool empty = _collector.Cases.Count == 0 && _resumption is null;
            if (!empty && !_finished)
            {
                SaveSoFar();
            }

            _log.Dispose();
            _power?.Dispose();
            _scratch.Dispose();
            _folder.Dispose();
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

    private static ResultsSession Open(ResultsOptions options, RunFolder folder, RunInfo run, PowerHardware? hardware, Resumption? resumption)
    {
        try
        {
            return new ResultsSession(options, folder, run, hardware, resumption);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            folder.Dispose();
            throw ResultsException.Unwritable(folder.Path, exception);
        }
    }

    private RunPower CreatePower(PowerPlan plan, PowerHardware hardware)
    {
        string file = PowerCsv.NameIn(_folder.Path, _options.IsOtherBoot);
        var power = new RunPower(plan, hardware, _folder.Path, Note, file, _run.Idle);
        if (_resumption is not null)
        {
            ResumeCheck.RequirePowerMode(_folder.Path, _run, power.Start);
        }

        return power;
    }

    private RunReport Report()
    {
        lock (_notes)
        {
            RunReport report = new()
            {
                Machine = MachineReport.Of(_options.Machine),
                Run = (_power?.Fill(_run) ?? _run) with { Notes = [.. _notes] },
                Cases = [.. _collector.Cases.Select(WithVersion)],
            };
            return _resumption?.Merge(report) ?? report;
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
}
