using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Cases;

/// <summary>Crosses models with targets: every case that a run could have, before BenchmarkDotNet's filters.</summary>
internal static class CasePlanner
{
    /// <summary>The cases in the order of the run: by class, model and batch, so that all targets of one model follow each other.</summary>
    /// <param name="models">The models.</param>
    /// <param name="targets">Where they run.</param>
    /// <param name="options">The run's options.</param>
    public static IReadOnlyList<PlannedCase> Plan(IReadOnlyList<IModelSource> models, IReadOnlyList<CaseTarget> targets, RunOptions options)
    {
        return [..
            from model in models
            from batch in model.Batches
            from precision in options.Precisions.Count > 0 ? options.Precisions : [model.Precision]
            from target in targets
            where OverheadBenchmarks.RunsOn(model.Benchmark, target)
            select Plan(model, batch, precision, target, options)];
    }

    private static PlannedCase Plan(IModelSource model, int batch, Precision precision, CaseTarget target, RunOptions options)
    {
        CaseTarget effective = Fit(target, model.Benchmark, options);
        var key = new CaseKey(
            target.Framework.Id, effective.Variant, target.Provider, target.Device.ToString(), model.Name, batch, precision.ToName());
        string? reason = target.UnavailableReason ?? WhyNot(model, batch, precision, target);
        return new PlannedCase(model.Benchmark, key, model, effective, precision, reason, target.UnavailableReason is not null && !target.IsAsked);
    }

    private static CaseTarget Fit(CaseTarget target, Type benchmark, RunOptions options)
    {
        CaseTarget fitted = OverheadBenchmarks.VariantOf(benchmark) is { } variant ? target with { Variant = variant } : target;

        // The sampler has a processor of its own while its cost is measured, as the host has beside any inference that leaves one; --threads measures the other case.
        return benchmark == typeof(SamplingOverheadBenchmarks) && options.Threads is null
            ? fitted with { Threads = Math.Max(1, Environment.ProcessorCount - 1) }
            : fitted;
    }

    private static string? WhyNot(IModelSource model, int batch, Precision precision, CaseTarget target)
    {
        if (!target.Framework.ModelExtensions.Contains(model.Extension, StringComparer.OrdinalIgnoreCase))
        {
            return $"{target.Framework.Id} does not read {ModelExtension.Describe(model.Extension)}";
        }

        return ComputePrecision.WhyNot(target.Framework, model.Name, model.Precision, precision) ?? model.WhyNot(batch);
    }
}
