using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using InferenceBench.Cases;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Engine;
using InferenceBench.Registry;
using InferenceBench.Reporting.Machine;
using InferenceBench.Reporting.Schema;
using InferenceBench.Toolchain;

namespace InferenceBench.Cli;

/// <summary>A benchmark run from its plan to its exit code.</summary>
internal sealed class BenchmarkRun
{
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
        using ResultsSession session = ResultsSession.Create(CreateResultsOptions());
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

    private Summary[] Measure(ResultsSession session, RunCancellation cancellation, OverheadReport overhead)
    {
        TimeSpan expected = (_plan.Options.WarmUp ?? StageSettings.DefaultWarmUp) + (_plan.Options.Duration ?? StageSettings.DefaultDuration);
        var progress = new RunProgress(Console.Error, !Console.IsErrorRedirected, _plan.Runs.Count, expected);
        var specs = new CaseSpecs(_registry, _plan.Options, _plan.Runs);
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
            MachineDescription.Read(versions),
            _arguments,
            sources,
            _plan.Options.ExportTimesFile);
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
