namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary>A plan is damaged, or of another TensorRT, GPU or platform: to be built again where that can be.</summary>
internal sealed class OtherEngineException : Exception
{
    public OtherEngineException()
    {
    }

    public OtherEngineException(string message)
        : base(message)
    {
    }

    public OtherEngineException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
