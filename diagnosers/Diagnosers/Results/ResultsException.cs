using InferenceBench.Reporting.Files;

namespace InferenceBench.Diagnosers.Results;

/// <summary>Results cannot be written. The message is one line for people; the program ends with exit code 2 when nothing was measured yet.</summary>
public sealed class ResultsException : Exception
{
    /// <summary>An exception without a message.</summary>
    public ResultsException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">Which folder, why, what to do next.</param>
    public ResultsException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    /// <param name="message">Which folder, why, what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public ResultsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A folder cannot be written to.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cause">Why.</param>
    internal static ResultsException Unwritable(string folder, Exception cause)
    {
        return new ResultsException(
            $"results cannot be written to {folder}: {FileProblem.Of(cause)}; free or unlock it, or choose another folder with --results-dir", cause);
    }
}
