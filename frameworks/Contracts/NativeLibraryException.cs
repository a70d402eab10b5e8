namespace InferenceBench.Contracts;

/// <summary>A native library cannot be used. The message is one line for people: which library, why; <see cref="Remedy"/> is what to do about it.</summary>
public sealed class NativeLibraryException : Exception
{
    /// <summary>An exception without a message.</summary>
    public NativeLibraryException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">Which library, why.</param>
    public NativeLibraryException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    /// <param name="message">Which library, why.</param>
    /// <param name="innerException">The cause.</param>
    public NativeLibraryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An exception with a message and a remedy.</summary>
    /// <param name="message">Which library, why.</param>
    /// <param name="remedy">What to do about it.</param>
    public NativeLibraryException(string message, string remedy)
        : base(message)
    {
        Remedy = remedy;
    }

    /// <summary>What the user can do about it; null when nothing helps.</summary>
    public string? Remedy { get; }
}
