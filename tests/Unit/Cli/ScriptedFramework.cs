using InferenceBench.Contracts;

namespace InferenceBench.Tests.Unit.Cli;

/// <summary>A framework that is only described.</summary>
internal sealed class ScriptedFramework(string id, params string[] variants) : IInferenceFramework
{
    public IReadOnlyList<string> DefaultVariants { get; init; } = [];

    public IReadOnlyList<string> ModelExtensions { get; init; } = [".onnx"];

    public FrameworkDescriptor Descriptor => Described with { DefaultVariants = DefaultVariants.Count > 0 ? DefaultVariants : Described.DefaultVariants, ModelExtensions = ModelExtensions };

    private FrameworkDescriptor Described { get; } = new(
        id,
        [new ProviderDescriptor("cpu", DeviceKind.Cpu), new ProviderDescriptor("cuda", DeviceKind.Cuda)],
        variants.Length > 0 ? variants : ["default"],
        [".onnx"])
    {
        CheckOptions = options =>
        {
            if (options.ContainsKey("refused"))
            {
                throw new InferenceException($"{id} has no option 'refused'");
            }
        },
    };

    public FrameworkProbe Probe()
    {
        throw new InvalidOperationException("only a child probes");
    }

    public IInferenceSession Open(OpenRequest request)
    {
        throw new InvalidOperationException("only a child opens a model");
    }
}
