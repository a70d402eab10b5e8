using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime;

namespace InferenceBench.Cases;

/// <summary>What the suite costs: in one process, inference by inference, ONNX Runtime through our session and through a bare <c>InferenceSession.Run</c>. Runs only when a filter names it.</summary>
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

    /// <summary>Whether a target is the one that is compared.</summary>
    internal static bool RunsOn(CaseTarget target)
    {
        return target is { Framework.Id: "onnxruntime", Provider: "cpu" };
    }

    /// <inheritdoc />
    internal override void BeginMeasuring()
    {
        ((AlternatingSession)Session!).Restart();
    }

    private protected override IInferenceSession OpenSession(IInferenceFramework framework, OpenRequest request)
    {
        OpenRequest ours = request with { Variant = framework.Descriptor.Variants[0] };
        return new AlternatingSession(base.OpenSession(framework, ours), OnnxRuntimeBareSession.Open(ours));
    }
}
