using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Engine;
using InferenceBench.Frameworks.TensorFlow.Sessions;

namespace InferenceBench.Frameworks.TensorFlow;

/// <summary>The public names of TensorFlow's C API in this suite.</summary>
internal static class TensorFlowDescriptor
{
    public const string Id = "tensorflow";

    public static FrameworkDescriptor Instance { get; } = new(
        Id,
        [new ProviderDescriptor("cpu", DeviceKind.Cpu), new ProviderDescriptor("cuda", DeviceKind.Cuda)],
        [TensorFlowVariants.Graph, TensorFlowVariants.Xla],
        [".onnx", "/"])
    {
        DefaultVariants = [TensorFlowVariants.Graph, TensorFlowVariants.Xla],
        DisplayName = TensorFlowVariants.DisplayName,
        PlainVariant = TensorFlowVariants.Graph,
        HasBareLoop = true,
        CheckOptions = static options => TensorFlowOptions.Parse(Id, options),
        FileProblem = SavedModelFile.ProblemOf,
        ReadsOwnFiles = true,
        EnvironmentFor = static settings => TensorFlowEnvironment.For(TensorFlowOptions.Parse(Id, settings.Options)),
    };
}
