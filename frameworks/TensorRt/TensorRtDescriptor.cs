using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt;

/// <summary>The public names of TensorRT in this suite.</summary>
internal static class TensorRtDescriptor
{
    public const string Id = "tensorrt";

    public static FrameworkDescriptor Instance { get; } = new(Id, [new ProviderDescriptor("cuda", DeviceKind.Cuda)], ["default"], [".onnx", ".engine", ".plan"])
    {
        ComputePrecisions = [Precision.Fp16, Precision.Bf16, Precision.Int8],
        HasBareLoop = true,
        CheckOptions = static options => TensorRtOptions.Parse(options),
        FileProblem = EngineFile.ProblemOf,
        FilePrecision = static path => EngineFileName.Parse(path).Precision,
        ReadsOwnFiles = true,
        FileModelName = static path => EngineFileName.Parse(path).Model,
    };
}
