using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using InferenceBench.Cases;
using InferenceBench.Diagnosers.Power;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Engine;
using InferenceBench.Registry;
using InferenceBench.Reporting.Machine;
using InferenceBench.Reporting.Schema;
using InferenceBench.Sampling.Jetson;
using InferenceBench.Sampling.Sources;
using InferenceBench.Toolchain;

namespace InferenceBench.Cli;

/// <summary>A benchmark run from its plan to its exit code.</summary>
internal sealed class BenchmarkRun
{
    private static readonly TimeSpan s_orchestration = TimeSpan.FromSeconds(1);

    // Readings of a source at 10 ms and ten channels take 58 MB then; what comes later is a flag, samples_lost.
    private static readonly TimeSpan s_mostKept = TimeSpan.FromHours(2);
    private readonly FrameworkRegistry _registry;
    private readonly RunPlan _plan;
    private readonly IReadOnlyList<string> _arguments;
    private readonly ResumedRun? _resumed;

    /// <summary>A run.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="plan">What it does.</param>
    /// <param name="arguments">The command line, for the manifest.</param>
    /// <param name="resumed">The run that goes on; null for a new one.</param>
    public BenchmarkRun(FrameworkRegistry registry, RunPlan plan, IReadOnlyList<string> arguments, ResumedRun? resumed = null)
    {
        _resumed = resumed;
        _registry = registry;
        _plan = plan;
        _arguments = arguments;
    }

    /// <summary>Makes the models of cases ready. Building is no part of a cold start, and a model that cannot be built stops the run before anything is measured.</summary>
    /// <param name="cases">The cases; those that their model itself rules out are left out.</param>
    /// <exception cref="Models.Onnx.OnnxModelException">A model cannot be built.</exception>
    public static void Prepare(IReadOnlyList<PlannedCase> cases)
    {
        foreach (PlannedCase planned in cases.Where(planned => planned.Model.WhyNot(planned.Key.Batch) is null))
        {
            planned.Model.Prepare(planned.Key.Batch);
        }
    }

    /// <summary>Runs all cases and writes the results.</summary>
    /// <returns>Exit code: 0 all ran, 1 some case failed, 2 nothing ran.</returns>
    /// <exception cref="ResultsException">The results cannot be written.</exception>
    /// <exception cref="Models.Onnx.OnnxModelException">A model cannot be built.</exception>
    public int Execute()
    {
        using var cancellation = new RunCancellation();
        Prepare(_plan.Runs);
        PowerPlan power = PlanPower();
        using PowerModeSwitch? mode = SetPowerMode();
        using ResultsSession session = CreateSession(power);
        foreach (PlannedCase skipped in _plan.Skips)
        {
            session.Skip(skipped.Key, skipped.SkipReason!);
        }

        if (_plan.Runs.Count == 0)
        {
            return session.Finish([]);
        }

        var overhead = new OverheadReport();
        Summary[] summaries = Measure(session, cancellation, overhead);
        if (summaries.FirstOrDefault(summary => summary.HasCriticalValidationErrors) is { } refused)
        {
            throw new UsageException($"BenchmarkDotNet refuses the run: {OneLine.Of(refused.ValidationErrors.First(error => error.IsCritical).Message)}");
        }

        int exitCode = session.Finish(summaries);
        Publish(overhead, session.Directory);
        return exitCode;
    }

    private ResultsSession CreateSession(PowerPlan power)
    {
        ResultsOptions options = CreateResultsOptions();
        return _resumed is null
            ? ResultsSession.Create(options with { Power = power })
            : ResultsSession.Resume(options with { Power = _plan.Runs.Count > 0 ? power : null }, _resumed);
    }

    private PowerPlan PlanPower()
    {
        // What sampling costs cannot be told while another sampler runs.
        bool isSubject = _plan.Runs.Any(static planned => planned.Benchmark == typeof(SamplingOverheadBenchmarks));
        try
        {
            PowerRequest request = _plan.Options.Power with { IsNone = isSubject || _plan.Options.Power.IsNone, LongestCase = LongestCase(), Idle = Idle() };
            return PowerPlan.Create(request, _plan.Runs.Select(static planned => planned.Key.Device));
        }
        catch (PowerSourceException exception)
        {
            throw new UsageException($"--power-source: {exception.Message}", exception);
        }
    }

    // A few cases that are left take less than a minute; those before them had idle power measured, and net energies are to be had for all or for none.
    private TimeSpan? Idle()
    {
        return _plan.Options.Power.Idle ?? (_resumed?.Report.Run.Idle.Count > 0 ? PowerPlan.DefaultIdle : null);
    }

    // The launches of a case follow each other, and its energy is taken when the last one has ended.
    private TimeSpan LongestCase()
    {
        TimeSpan one = _plan.Options.Power.LongestCase;
        TimeSpan all = _plan.Request.LaunchCount * one;
        return all < s_mostKept || all == one ? all : s_mostKept > one ? s_mostKept : one;
    }

    private PowerModeSwitch? SetPowerMode()
    {
        try
        {
            return _plan.Options.Power.Mode is { } mode && _plan.Runs.Count > 0 ? PowerModeSwitch.Set(mode) : null;
        }
        catch (PowerSourceException exception)
        {
            throw new UsageException($"--power-mode {_plan.Options.Power.Mode}: {exception.Message}", exception);
        }
    }

    private Summary[] Measure(ResultsSession session, RunCancellation cancellation, OverheadReport overhead)
    {
        TimeSpan expected = _plan.Request.LaunchCount * ((_plan.Options.WarmUp ?? StageSettings.DefaultWarmUp) + (_plan.Options.Duration ?? StageSettings.DefaultDuration));
        session.BeginPower(_plan.Runs.Count * (expected + (_plan.Request.LaunchCount * s_orchestration)), Console.Error.WriteLine, cancellation.Token);
        var progress = new RunProgress(Console.Error, !Console.IsErrorRedirected, _plan.Runs.Count, expected, DisplayNameOf);
        var specs = new CaseSpecs(_registry, _plan.Options, _plan.Runs, session.MinimumWindow);
        var executor = new CaseExecutor(specs, _plan.Options.CaseTimeout, cancellation, progress, overhead, session.Diagnoser);
        ManualConfig config = SuiteConfig.Create(_plan.Runs, _plan.Request, new SuiteToolchain(executor));
        session.Configure(config);
        config.AddEventProcessor(progress);
        return BenchmarkRunner.Run(SuiteConfig.Discover(_plan.Runs, config));
    }

    private ResultsOptions CreateResultsOptions()
    {
        string? sources = SourceTree.Find();
        Dictionary<string, string> versions = _plan.Probes
            .Where(probe => probe.Value.Version is not null)
            .ToDictionary(probe => probe.Key, probe => probe.Value.Version!);
        return new ResultsOptions(
            RootOf(_resumed?.Directory) ?? _plan.Options.ResultsDirectory ?? RunOptions.DefaultResultsDirectory,
            MachineDescription.Read(versions) with { MissingFrameworks = _plan.Missing },
            _arguments,
            sources,
            _plan.Options.ExportTimesFile)
        {
            DisplayNameOf = DisplayNameOf,
        };
    }

    // ROOT/MACHINE/RUN.
    private static string? RootOf(string? runDirectory)
    {
        return runDirectory is null ? null : Path.GetFullPath(Path.Combine(runDirectory, "..", ".."));
    }

    private string? DisplayNameOf(CaseKey key)
    {
        return _registry.Find(key.Framework)?.Descriptor.DisplayName(key.Variant, key.Model);
    }

    private static void Publish(OverheadReport overhead, string directory)
    {
        if (overhead.HasRows)
        {
            File.AppendAllText(Path.Combine(directory, "overhead.md"), overhead.ToString());
            Console.WriteLine();
            Console.Write(overhead);
        }
    }
}
