using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch;

/// <summary>The public names of TorchSharp in this suite.</summary>
internal static class TorchSharpDescriptor
{
    public const string Id = "torchsharp";
    public const string Optimised = "optimised";
    public const string Eager = "eager";

    public static FrameworkDescriptor Instance { get; } = new(
        Id,
        [new ProviderDescriptor("cpu", DeviceKind.Cpu), new ProviderDescriptor("cuda", DeviceKind.Cuda)],
        [Optimised, Eager],
        [".onnx", ".pt"])
    {
        PlainVariant = Eager,
        CheckOptions = static options => TorchSharpOptions.Parse(options),
        FileProblem = TorchScriptFile.ProblemOf,
        EnvironmentFor = TorchEnvironment.For,
    };
}
