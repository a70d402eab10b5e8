namespace InferenceBench.Frameworks.TensorFlow;

/// <summary>The variants of both TensorFlow frameworks, and what tables call them.</summary>
internal static class TensorFlowVariants
{
    /// <summary>TensorFlow's own executor and kernels.</summary>
    public const string Graph = "graph";

    /// <summary>Clusters of operators compiled by XLA's just-in-time compiler.</summary>
    public const string Xla = "xla";

    // The Keras form of MobileNetV3, end to end: its rows are compared with a Keras model's, not with the other frameworks'.
    private const string KerasModel = "mobilenet_v3_large_keras";

    /// <summary>What tables show in place of the ids: <c>tf</c>, <c>tfxla</c>, and on the Keras model <c>keras</c>, <c>kerasxla</c>; null for a variant of another kind.</summary>
    /// <param name="variant">The variant's id.</param>
    /// <param name="model">Catalogue id, or the file's name without extension.</param>
    public static string? DisplayName(string variant, string model)
    {
        string name = model == KerasModel ? "keras" : "tf";
        return variant switch
        {
            Graph => name,
            Xla => name + Xla,
            _ => null,
        };
    }
}
