using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt.Engines;
using InferenceBench.Frameworks.TensorRt.Loading;
using InferenceBench.Frameworks.TensorRt.Native;
using InferenceBench.Frameworks.TensorRt.Sessions;

namespace InferenceBench.Frameworks.TensorRt;

/// <summary>TensorRT through our C++ shim: ONNX files built into engines, and the user's own <c>.engine</c> files.</summary>
public sealed class TensorRtFramework : IInferenceFramework, IBareLoopFramework, IModelFileReader
{
    /// <inheritdoc/>
    public FrameworkDescriptor Descriptor => TensorRtDescriptor.Instance;

    /// <inheritdoc/>
    public FrameworkProbe Probe()
    {
        try
        {
            LoadedTensorRt library = TensorRtRuntime.Library;
            return new FrameworkProbe(Availability.Yes, TensorRtLibrary.Version, library.Origin, [.. TensorRtDevices.Probe()]);
        }
        catch (NativeLibraryException e)
        {
            return FrameworkProbe.Unavailable(e.Message, e.Remedy);
        }
    }

    /// <inheritdoc/>
    public IInferenceSession Open(OpenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return TensorRtSession.Open(request);
    }

    /// <inheritdoc/>
    public IBareLoop OpenBareLoop(OpenRequest request, IInferenceSession session)
    {
        return new TensorRtBareLoop((TensorRtSession)session);
    }

    /// <inheritdoc/>
    public ModelFileFacts ReadFile(string path, Device device, IReadOnlyDictionary<string, string> options)
    {
        TensorRtRuntime.Require();
        using TensorRtEngine engine = EngineSource.Load(path, device).Engine;
        ModelFileInput[] inputs = [.. engine.Tensors.Where(static tensor => tensor.IsInput).Select(static tensor => tensor.Shapes)];
        return new ModelFileFacts(inputs, EnginePrecision.Of(path, engine));
    }
}
