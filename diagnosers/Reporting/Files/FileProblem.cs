namespace InferenceBench.Reporting.Files;

/// <summary>Says for people why a file could not be used.</summary>
public static class FileProblem
{
    /// <summary>The system's reason without the path that .NET appends (<c>No space left on device : '/tmp/x.tmp'</c>): often a temporary file that means nothing to the reader.</summary>
    /// <param name="exception">What was thrown.</param>
    public static string Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        string message = exception.Message;
        int path = message.IndexOf(" : '", StringComparison.Ordinal);
        return (path > 0 ? message[..path] : message).TrimEnd('.');
    }
}
