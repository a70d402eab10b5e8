namespace InferenceBench.Quantization;

/// <summary>The engine could not calibrate a model. The message is one line for people; the program ends with exit code 1.</summary>
internal sealed class QuantizationException : Exception
{
    /// <summary>An exception without a message.</summary>
    public QuantizationException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">Which model, why.</param>
    public QuantizationException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    /// <param name="message">Which model, why.</param>
    /// <param name="innerException">The cause.</param>
    public QuantizationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
