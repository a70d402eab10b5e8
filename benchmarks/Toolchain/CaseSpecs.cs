using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using InferenceBench.Cases;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Engine;
using InferenceBench.Parity;
using InferenceBench.Registry;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Toolchain;

/// <summary>Turns BenchmarkDotNet's cases into what their children need.</summary>
internal sealed class CaseSpecs
{
    private readonly FrameworkRegistry _registry;
    private readonly RunOptions _options;
    private readonly Func<string, TimeSpan?> _minimumWindow;
    private readonly Dictionary<(Type, CaseKey), PlannedCase> _cases;

    /// <summary>The cases of a run.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="options">The run's options.</param>
    /// <param name="cases">Those that run.</param>
    /// <param name="minimumWindow">The time that the power source of a device needs to be measured over; null for none.</param>
    public CaseSpecs(FrameworkRegistry registry, RunOptions options, IEnumerable<PlannedCase> cases, Func<string, TimeSpan?> minimumWindow)
    {
        _minimumWindow = minimumWindow;
        _registry = registry;
        _options = options;
        _cases = cases.ToDictionary(planned => (planned.Benchmark, planned.Key));
    }

    /// <summary>What the child of a case needs; computes the reference outputs when they are not cached.</summary>
    /// <param name="benchmarkCase">The case.</param>
    public CaseSpec Create(BenchmarkCase benchmarkCase)
    {
        PlannedCase planned = _cases[(benchmarkCase.Descriptor.Type, CaseKeys.From(benchmarkCase))];
        CaseKey key = planned.Key;
        PreparedModel model = planned.Model.Prepare(key.Batch);
        string? reference = ReferenceStore.GetOrCompute(_registry, planned.Target.Framework, model.Path, model.Signature, _options, out string? noReference);
        return new CaseSpec(
            planned.Benchmark.FullName!,
            key,
            new OpenRequest(
                model.Path,
                model.Signature.Inputs,
                model.Signature.Outputs,
                planned.Target.Device,
                key.Provider,
                key.Variant,
                planned.Precision,
                planned.Target.Threads,
                _options.OptionsOf(key.Framework)),
            StagesOf(planned, benchmarkCase.Job),
            ReferenceStore.InputSeed,
            model.InputRange,
            planned.Target.Version,
            model.Macs,
            reference,
            noReference);
    }

    private StageSettings StagesOf(PlannedCase planned, Job job)
    {
        StageSettings given = StageSettings.From(_options, job);
        StageSettings settings = _options.IsDurationAuto ? given.Lengthened(_minimumWindow(planned.Key.Device)) : given;
        return OverheadBenchmarks.VariantOf(planned.Benchmark) is not null && settings is { Duration: null, IterationCount: null }
            ? settings with { Duration = OverheadBenchmarks.Duration }
            : settings;
    }
}
