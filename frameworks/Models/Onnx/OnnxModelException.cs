namespace InferenceBench.Models.Onnx;

/// <summary>A model file cannot be used. The message is one line: the file, what is wrong with which values, what to do next.</summary>
public sealed class OnnxModelException : Exception
{
    /// <summary>An exception without a message.</summary>
    public OnnxModelException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">One line: the file, what is wrong with which values, what to do next.</param>
    public OnnxModelException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    /// <param name="message">One line: the file, what is wrong with which values, what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public OnnxModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
