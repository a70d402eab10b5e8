using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch;

/// <summary>The public names of libtorch in this suite.</summary>
internal static class LibtorchDescriptor
{
    public const string Id = "libtorch";
    public const string Optimised = "optimised";
    public const string Eager = "eager";

    public static FrameworkDescriptor Instance { get; } = new(
        Id,
        [new ProviderDescriptor("cpu", DeviceKind.Cpu), new ProviderDescriptor("cuda", DeviceKind.Cuda)],
        [Optimised, Eager],
        [".onnx", ".pt"])
    {
        ComputePrecisions = [Precision.Fp16, Precision.Bf16],
        PlainVariant = Eager,
        HasBareLoop = true,
        CheckOptions = static options => LibtorchOptions.Parse(options),
        FileProblem = TorchScriptFile.ProblemOf,
        EnvironmentFor = TorchEnvironment.For,
    };
}
