namespace InferenceBench.Children;

/// <summary>Keeps the last meaningful line that a child wrote to standard error.</summary>
internal sealed class ErrorTail
{
    private const int LongestLine = 300;
    private readonly Task _reading;
    private volatile string? _lastLine;

    /// <summary>Starts to read, so that the child never blocks on a full pipe.</summary>
    /// <param name="errors">The child's standard error.</param>
    public ErrorTail(TextReader errors)
    {
        _reading = ReadAsync(errors);
    }

    /// <summary>The last line after the child's end; null when it wrote none.</summary>
    /// <param name="patience">How long to wait for the rest: a grandchild may hold the stream open.</param>
    public async Task<string?> GetAsync(TimeSpan patience)
    {
        await Task.WhenAny(_reading, Task.Delay(patience)).ConfigureAwait(false);
        return _lastLine;
    }

    private async Task ReadAsync(TextReader errors)
    {
        while (await errors.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            string text = line.Trim();

            // Frames of a stack trace come after the message that people want.
            if (text.Length > 0 && !text.StartsWith("at ", StringComparison.Ordinal) && !text.StartsWith("--- ", StringComparison.Ordinal))
            {
                _lastLine = text.Length <= LongestLine ? text : text[..LongestLine] + "…";
            }
        }
    }
}
