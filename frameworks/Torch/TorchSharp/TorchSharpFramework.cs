using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using TorchSharp;

namespace InferenceBench.Frameworks.Torch;

/// <summary>TorchSharp: ONNX files lowered to TorchScript, and the user's own <c>.pt</c> files.</summary>
public sealed class TorchSharpFramework : IInferenceFramework
{
    private static readonly Lazy<string> s_origin = new(static () =>
    {
        string origin = TorchSharpNatives.Preload();
        // The runtime's loader says what is missing; TorchSharp's own attempt only says that something is.
        TorchSharpNatives.Load(static () => _ = NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null), "TorchSharp's native library");
        TorchSharpNatives.Load(static () => torch.InitializeDeviceType(DeviceType.CPU), "TorchSharp");
        return origin;
    });

    private static string Version => $"{TorchSharpBuild.Version} (libtorch {torch.__version__})";

    /// <inheritdoc/>
    public FrameworkDescriptor Descriptor => TorchSharpDescriptor.Instance;

    /// <inheritdoc/>
    public FrameworkProbe Probe() => TorchSharpRequests.Probe(static () => s_origin.Value, static () => Version, CudaDevices);

    /// <inheritdoc/>
    public IInferenceSession Open(OpenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        TorchSharpOptions options = TorchSharpOptions.Parse(request.Options);
        return TorchSharpRequests.Open(
            request, static () => s_origin.Value, CudaDevices, origin => new TorchSharpSession(request, options, $"libtorch {torch.__version__}, {origin}"));
    }

    private static int CudaDevices() => torch.cuda.is_available() ? torch.cuda.device_count() : 0;
}
