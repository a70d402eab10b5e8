using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Loading;
using InferenceBench.Frameworks.Torch.Lowering;
using InferenceBench.Frameworks.Torch.Native;
using InferenceBench.Frameworks.Torch.Sessions;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch;

/// <summary>libtorch through our C++ shim: ONNX files lowered to TorchScript, and the user's own <c>.pt</c> files.</summary>
public sealed class LibtorchFramework : IInferenceFramework, IModelExporter, IBareLoopFramework
{
    /// <inheritdoc/>
    public FrameworkDescriptor Descriptor => LibtorchDescriptor.Instance;

    /// <inheritdoc/>
    public string Format => "torchscript";

    /// <inheritdoc/>
    public string FormatDescription => "readable source without weights";

    /// <inheritdoc/>
    public FrameworkProbe Probe()
    {
        try
        {
            LibtorchLibrary library = LibtorchRuntime.Library;
            BlasLibrary blas = BlasLibrary.Find(TorchLibrary.BuildInfo);
            return new FrameworkProbe(Availability.Yes, TorchLibrary.Version, library.Origin, [.. LibtorchDevices.Probe(library)])
            {
                Warnings = blas.Warning is null ? [] : [blas.Warning],
            };
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
        return LibtorchSession.Open(request);
    }

    /// <inheritdoc/>
    public IBareLoop OpenBareLoop(OpenRequest request, IInferenceSession session)
    {
        return new LibtorchBareLoop((LibtorchSession)session);
    }

    /// <inheritdoc/>
    public void Export(string modelPath, IReadOnlyList<TensorSpec> inputs, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        TorchProgram program = GraphLowering.Lower(OnnxModel.Load(modelPath), inputs, new LoweringOptions());
        using var writer = new StreamWriter(output, leaveOpen: true);
        writer.Write(program.PrepareSource);
        writer.Write(program.ForwardSource);
    }
}
