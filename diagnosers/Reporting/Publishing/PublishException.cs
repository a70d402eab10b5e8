namespace InferenceBench.Reporting.Publishing;

/// <summary>Nothing can be published as things are. The message is one line for people and says what to do.</summary>
public sealed class PublishException : Exception
{
    /// <summary>An exception without a message.</summary>
    public PublishException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">What stands in the way and what to do next.</param>
    public PublishException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    /// <param name="message">What stands in the way and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public PublishException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
