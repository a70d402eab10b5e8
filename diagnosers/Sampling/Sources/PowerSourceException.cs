namespace InferenceBench.Sampling.Sources;

/// <summary>A sensor cannot be read, or not any more. The message says what failed, with which values, and what to do next, in one line.</summary>
public sealed class PowerSourceException : Exception
{
    /// <summary>A sensor cannot be read.</summary>
    /// <param name="message">Why, in one line.</param>
    /// <param name="inner">The cause.</param>
    public PowerSourceException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
