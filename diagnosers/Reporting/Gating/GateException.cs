namespace InferenceBench.Reporting.Gating;

/// <summary>Two sets of results cannot be held against each other. The message is one line for people; the program ends with exit code 2.</summary>
public sealed class GateException : Exception
{
    /// <summary>An exception without a message.</summary>
    public GateException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">What cannot be compared, with which values, what to do next.</param>
    public GateException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    /// <param name="message">What cannot be compared, with which values, what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public GateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
