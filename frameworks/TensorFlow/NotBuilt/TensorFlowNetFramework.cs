using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow;

/// <summary>Stands for TensorFlow.NET in a build whose feeds do not hold its package, and says so.</summary>
public sealed class TensorFlowNetFramework : IInferenceFramework
{
    internal const string Remedy = "add a NuGet feed that holds the package and build again; tensorflow runs the same models without it";

    internal static string Reason => $"not built: {TensorFlowNetBuild.Missing}";

    /// <inheritdoc/>
    public FrameworkDescriptor Descriptor => TensorFlowNetDescriptor.Instance;

    /// <inheritdoc/>
    public FrameworkProbe Probe()
    {
        return FrameworkProbe.Unavailable(Reason, Remedy);
    }

    /// <inheritdoc/>
    public IInferenceSession Open(OpenRequest request)
    {
        throw new InferenceException($"{TensorFlowNetDescriptor.Id} is {Reason}; {Remedy}");
    }
}
