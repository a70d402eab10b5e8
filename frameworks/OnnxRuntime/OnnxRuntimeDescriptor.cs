using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.OnnxRuntime;

/// <summary>The public names of ONNX Runtime in this suite.</summary>
internal static class OnnxRuntimeDescriptor
{
    public const string Id = "onnxruntime";
    public const string Cpu = "cpu";
    public const string Cuda = "cuda";
    public const string TensorRt = "tensorrt";
    public const string CpuEngineName = "CPUExecutionProvider";

    public static FrameworkDescriptor Instance { get; } = new(
        Id,
        [
            new ProviderDescriptor(Cpu, DeviceKind.Cpu),
            new ProviderDescriptor(Cuda, DeviceKind.Cuda),
            new ProviderDescriptor(TensorRt, DeviceKind.Cuda),
        ],
        ["default"],
        [".onnx"])
    {
        HasBareLoop = true,
        CheckOptions = static options => OnnxRuntimeOptions.Parse(options),
    };

    /// <summary>The engine's own name of a provider.</summary>
    public static string EngineNameOf(string provider)
    {
        return provider switch
        {
            Cuda => "CUDAExecutionProvider",
            TensorRt => "TensorrtExecutionProvider",
            _ => CpuEngineName,
        };
    }
}
