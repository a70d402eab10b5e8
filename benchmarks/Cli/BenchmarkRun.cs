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
    private readonly FrameworkRegistry _registry;
    private readonly RunPlan _plan;
    private readonly IReadOnlyList<string> _arguments;

    /// <summary>A run.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="plan">What it does.</param>
    /// <param name="arguments">The command line, for the manifest.</param>
    public BenchmarkRun(FrameworkRegistry registry, RunPlan plan, IReadOnlyList<string> arguments)
    {
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
        using ResultsSession session = ResultsSession.Create(CreateResultsOptions() with { Power = power });
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

    private PowerPlan PlanPower()
    {
        // What sampling costs cannot be told while another sampler runs.
        bool isSubject = _plan.Runs.Any(static planned => planned.Benchmark == typeof(SamplingOverheadBenchmarks));
        try
        {
            return PowerPlan.Create(_plan.Options.Power with { IsNone = isSubject || _plan.Options.Power.IsNone }, _plan.Runs.Select(static planned => planned.Key.Device));
        }
        catch (PowerSourceException exception)
        {
            throw new UsageException($"--power-source: {exception.Message}", exception);
        }
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
        TimeSpan expected = (_plan.Options.WarmUp ?? StageSettings.DefaultWarmUp) + (_plan.Options.Duration ?? StageSettings.DefaultDuration);
        session.BeginPower(_plan.Runs.Count * (expected + s_orchestration), Console.Error.WriteLine, cancellation.Token);
        var progress = new RunProgress(Console.Error, !Console.IsErrorRedirected, _plan.Runs.Count, expected, DisplayNameOf);
        var specs = new CaseSpecs(_registry, _plan.Options, _plan.Runs, session.MinimumWindow);
        var executor = new CaseExecutor(specs, _plan.Options.CaseTimeout, cancellation, progress, overhead);
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
            _plan.Options.ResultsDirectory ?? Path.Combine(sources ?? Environment.CurrentDirectory, "results"),
            MachineDescription.Read(versions) with { MissingFrameworks = _plan.Missing },
            _arguments,
            sources,
            _plan.Options.ExportTimesFile)
        {
            DisplayNameOf = DisplayNameOf,
        };
    }

    private string? DisplayNameOf(CaseKey key)
    {
        return _registry.Find(key.Framework)?.Descriptor.DisplayName(key.Variant, key.Model);
    }

    private static void Publish(OverheadReport overhead, string directory)
    {
        if (overhead.HasRows)
        {
            File.WriteAllText(Path.Combine(directory, "overhead.md"), overhead.ToString());
            Console.WriteLine();
            Console.Write(overhead);
        }
    }
}
