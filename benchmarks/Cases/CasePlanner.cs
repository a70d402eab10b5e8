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
            where OverheadBenchmarks.VariantOf(model.Benchmark) is null || OverheadBenchmarks.RunsOn(target)
            select Plan(model, batch, precision, target)];
    }

    private static PlannedCase Plan(IModelSource model, int batch, Precision precision, CaseTarget target)
    {
        CaseTarget effective = OverheadBenchmarks.VariantOf(model.Benchmark) is { } variant ? target with { Variant = variant } : target;
        var key = new CaseKey(
            target.Framework.Id, effective.Variant, target.Provider, target.Device.ToString(), model.Name, batch, precision.ToName());
        string? reason = target.UnavailableReason ?? WhyNot(model, batch, precision, target);
        return new PlannedCase(model.Benchmark, key, model, effective, reason, target.UnavailableReason is not null && !target.IsAsked);
    }

    private static string? WhyNot(IModelSource model, int batch, Precision precision, CaseTarget target)
    {
        if (!target.Framework.ModelExtensions.Contains(model.Extension, StringComparer.OrdinalIgnoreCase))
        {
            return $"{target.Framework.Id} does not read {model.Extension} files";
        }

        return precision != model.Precision
            ? $"{model.Name} computes in {model.Precision.ToName()}; for {precision.ToName()} give a converted file with --model-file"
            : model.WhyNot(batch);
    }
}
