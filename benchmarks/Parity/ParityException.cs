namespace InferenceBench.Parity;

/// <summary>One file cannot be compared. The message is the reason of its case: one line for people.</summary>
internal sealed class ParityException : Exception
{
    /// <summary>An exception without a message.</summary>
    public ParityException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">The reason.</param>
    public ParityException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="innerException">The cause.</param>
    public ParityException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
