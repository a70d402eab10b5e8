namespace InferenceBench.Contracts;

/// <summary>An engine failed. The message is for people: what failed (call, code, native text), with which values, what to do next.</summary>
public sealed class InferenceException : Exception
{
    /// <summary>An exception without a message.</summary>
    public InferenceException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">What failed, with which values, what to do next.</param>
    public InferenceException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    /// <param name="message">What failed, with which values, what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public InferenceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
