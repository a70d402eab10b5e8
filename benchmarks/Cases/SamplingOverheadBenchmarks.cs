using InferenceBench.Contracts;

namespace InferenceBench.Cases;

/// <summary>What sampling costs the measured program: in one run, ONNX Runtime with the host's power sampler now on and now off. Runs only when a filter names it.</summary>
public sealed class SamplingOverheadBenchmarks : InferenceBenchmarks
{
    /// <summary>A model whose inference spans several readings, and one whose inference falls between two.</summary>
    internal static IReadOnlyList<string> ModelIds { get; } = ["resnet18", "lenet5"];

    /// <summary>The framework that is measured while the sampler is switched: what sampling costs does not depend on the engine.</summary>
    internal const string FrameworkId = "onnxruntime";

    private protected override IInferenceSession OpenSession(IInferenceFramework framework, OpenRequest request)
    {
        return base.OpenSession(framework, request with { Variant = framework.Descriptor.Variants[0] });
    }
}
