using InferenceBench.Contracts;

namespace InferenceBench.Cases;

/// <summary>What the suite costs: in one process, inference by inference, an engine through our session and through the bare loop that a user of its own API writes. Runs only when a filter names it.</summary>
public sealed class OverheadBenchmarks : InferenceBenchmarks
{
    /// <summary>A heavy, a light and a tiny model.</summary>
    internal static IReadOnlyList<string> ModelIds { get; } = ["resnet50", "mobilenet_v3_large", "lenet5"];

    /// <summary>Time to measure unless <c>--duration</c> says otherwise: a ratio of 1.01 cannot be told from the 64 inferences of the default rule.</summary>
    internal static TimeSpan Duration { get; } = TimeSpan.FromSeconds(20);

    /// <summary>The variant that cases of a class have in keys, because their times hold two ways of measuring and must never be taken for an engine's own; null for ordinary classes.</summary>
    /// <param name="benchmark">The class.</param>
    internal static string? VariantOf(Type benchmark)
    {
        return benchmark == typeof(OverheadBenchmarks) ? "overhead" : benchmark == typeof(SamplingOverheadBenchmarks) ? "sampling-overhead" : null;
    }

    /// <summary>Whether a target is one that an overhead class compares; ordinary classes compare all.</summary>
    /// <param name="benchmark">The class.</param>
    /// <param name="target">The target.</param>
    internal static bool RunsOn(Type benchmark, CaseTarget target)
    {
        // On the CPU, and an engine of GPUs alone on what it has; in the first variant alone: what the suite adds is the same in all.
        FrameworkDescriptor framework = target.Framework;
        bool isCompared = framework.HasBareLoop && target.Provider == framework.Providers[0].Id && target.Variant == framework.Variants[0];
        return benchmark == typeof(OverheadBenchmarks) ? isCompared
            : benchmark != typeof(SamplingOverheadBenchmarks) || (isCompared && framework.Id == SamplingOverheadBenchmarks.FrameworkId);
    }

    /// <inheritdoc />
    internal override void BeginMeasuring()
    {
        ((AlternatingSession)Session!).Restart();
    }

    private protected override IInferenceSession OpenSession(IInferenceFramework framework, OpenRequest request)
    {
        OpenRequest ours = request with { Variant = framework.Descriptor.Variants[0] };
        IInferenceSession session = base.OpenSession(framework, ours);
        try
        {
            return new AlternatingSession(session, ((IBareLoopFramework)framework).OpenBareLoop(ours, session));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
