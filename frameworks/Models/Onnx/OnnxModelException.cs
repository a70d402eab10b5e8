namespace InferenceBench.Models.Onnx;

/// <summary>A model file cannot be used. The message is one line: the file, what is wrong with which values, what to do next.</summary>
public sealed class OnnxModelException : Exception
{
    private const int MaxMessageLength = 2000;

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

    /// <summary>An exception about one file, on one line whatever names and texts the file brought along.</summary>
    /// <param name="file">The file; empty for a model that is in memory only.</param>
    /// <param name="reason">What is wrong with which values, what to do next.</param>
    /// <param name="cause">The cause; may be null.</param>
    internal static OnnxModelException For(string file, string reason, Exception? cause = null)
    {
        string message = OneLine.Of($"{(file.Length == 0 ? "the model in memory" : file)}: {reason}", MaxMessageLength);
        return cause is null ? new OnnxModelException(message) : new OnnxModelException(message, cause);
    }

    /// <summary>An exception with a message and its cause.</summary>
    /// <param name="message">One line: the file, what is wrong with which values, what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public OnnxModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
