namespace InferenceBench.Models.Onnx;

/// <summary>Whether a written model keeps its weights in a file of their own.</summary>
public enum ExternalDataUse
{
    /// <summary>Only when one protobuf message cannot hold them (2 GiB).</summary>
    WhenNeeded,

    /// <summary>Always, for weights of at least 1 KiB.</summary>
    Always,
}
