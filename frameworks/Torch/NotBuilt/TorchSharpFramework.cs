using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch;

/// <summary>Stands for TorchSharp in a build whose feeds do not hold its package, and says so.</summary>
public sealed class TorchSharpFramework : IInferenceFramework
{
    internal const string Remedy = "add a NuGet feed that holds the package and build again; libtorch runs the same models without it";

    internal static string Reason => $"not built: {TorchSharpBuild.Missing}";

    /// <inheritdoc/>
    public FrameworkDescriptor Descriptor => TorchSharpDescriptor.Instance;

    /// <inheritdoc/>
    public FrameworkProbe Probe()
    {
        return FrameworkProbe.Unavailable(Reason, Remedy);
    }

    /// <inheritdoc/>
    public IInferenceSession Open(OpenRequest request)
    {
        throw new InferenceException($"torchsharp is {Reason}; {Remedy}");
    }
}
