using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.OnnxRuntime;

/// <summary>Stands for ONNX Runtime in a build that found neither its NuGet package nor the npm copy, and says so.</summary>
public sealed class OnnxRuntimeFramework : IInferenceFramework
{
    internal const string Remedy = "add a NuGet feed that holds the package, or install npm and reach its registry, then build again";

    internal static string Reason => $"not built: {BuildOrigin.Missing}";

    /// <inheritdoc/>
    public FrameworkDescriptor Descriptor => OnnxRuntimeDescriptor.Instance;

    /// <inheritdoc/>
    public FrameworkProbe Probe()
    {
        return FrameworkProbe.Unavailable(Reason, Remedy);
    }

    /// <inheritdoc/>
    public IInferenceSession Open(OpenRequest request)
    {
        throw new InferenceException($"onnxruntime is {Reason}; {Remedy}");
    }
}
