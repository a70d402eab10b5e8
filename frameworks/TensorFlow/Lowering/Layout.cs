namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>The order of a tensor's axes.</summary>
internal enum Layout
{
    /// <summary>As in the ONNX file; for images [N, C, …].</summary>
    Plain,

    /// <summary>[N, …, C], which only tensors of three and more axes can have.</summary>
    ChannelsLast,
}
