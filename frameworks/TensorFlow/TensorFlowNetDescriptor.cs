using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Engine;

namespace InferenceBench.Frameworks.TensorFlow;

/// <summary>The public names of TensorFlow.NET in this suite: those of TensorFlow's C API, on which it stands. What only the adapter of that API does is missing here.</summary>
internal static class TensorFlowNetDescriptor
{
    public const string Id = "tensorflow.net";

    public static FrameworkDescriptor Instance { get; } = TensorFlowDescriptor.Instance with
    {
        Id = Id,
        ModelExtensions = [".onnx"],
        PlainVariant = null,
        HasBareLoop = false,
        FileProblem = static _ => null,
        CheckOptions = static options => TensorFlowOptions.Parse(Id, options),
        EnvironmentFor = static settings => TensorFlowEnvironment.For(TensorFlowOptions.Parse(Id, settings.Options)),
        // Beside the C API's rows in one table.
        DisplayName = static (variant, model) => TensorFlowVariants.DisplayName(variant, model) is { } name ? $"{name} ({Id})" : null,
    };
}
