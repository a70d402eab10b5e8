namespace InferenceBench.Cli;

/// <summary>The command line asks for something that cannot be done. The message is one line for people; the program ends with exit code 2.</summary>
public sealed class UsageException : Exception
{
    /// <summary>An exception without a message.</summary>
    public UsageException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">Which option, which value, what to do next.</param>
    public UsageException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    /// <param name="message">Which option, which value, what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public UsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
