using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime.Engine;
using InferenceBench.Frameworks.OnnxRuntime.Native;

namespace InferenceBench.Frameworks.OnnxRuntime;

/// <summary>ONNX Runtime through its official C# API, with the cpu, cuda and tensorrt execution providers.</summary>
public sealed class OnnxRuntimeFramework : IInferenceFramework, IBareLoopFramework
{
    /// <inheritdoc/>
    public FrameworkDescriptor Descriptor => OnnxRuntimeDescriptor.Instance;

    /// <inheritdoc/>
    public FrameworkProbe Probe()
    {
        try
        {
            EngineLibrary library = EngineRuntime.Library;
            IReadOnlyList<ProviderProbe> providers = [new ProviderProbe(OnnxRuntimeDescriptor.Cpu, Device.Cpu.ToString(), Availability.Yes), .. ProbeGpus()];
            return new FrameworkProbe(Availability.Yes, library.Version, EngineRuntime.DescribeOrigin(library), providers);
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
        return OnnxRuntimeSession.Open(request);
    }

    /// <inheritdoc/>
    public IBareLoop OpenBareLoop(OpenRequest request, IInferenceSession session)
    {
        ArgumentNullException.ThrowIfNull(request);
        return OnnxRuntimeBareLoop.Open(request);
    }

    private static IEnumerable<ProviderProbe> ProbeGpus()
    {
        int count = CudaDevices.Count(out Availability missing);
        foreach (string provider in new[] { OnnxRuntimeDescriptor.Cuda, OnnxRuntimeDescriptor.TensorRt })
        {
            // Without a device the answer still names the first one that a user would ask for.
            for (int index = 0; index < Math.Max(count, 1); index++)
            {
                Availability availability = count == 0 ? missing : ExecutionProviders.Check(provider, index);
                yield return new ProviderProbe(provider, Device.Cuda(index).ToString(), availability);
            }
        }
    }
}
