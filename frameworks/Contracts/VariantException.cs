namespace InferenceBench.Contracts;

/// <summary>
/// The engine runs the model, but not as the variant that was asked for: to measure it would put a figure under a false name. Unlike
/// every other <see cref="NotSupportedException"/>, which skips a case, it fails one that is measured; in a comparison of outputs, where nothing is named by it, it skips, too.
/// </summary>
public sealed class VariantException : NotSupportedException
{
    /// <summary>An exception without a message.</summary>
    public VariantException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">What the engine did instead, in one line.</param>
    public VariantException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    /// <param name="message">What the engine did instead, in one line.</param>
    /// <param name="innerException">The cause.</param>
    public VariantException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
