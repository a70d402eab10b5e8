using System.Globalization;
using System.Text.Json;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Files;

/// <summary>Says for people why JSON could not be read.</summary>
internal static class JsonProblem
{
    // How System.Text.Json's messages for a text that ends too early say so.
    private static readonly string[] s_early = ["end of the JSON payload", "end of data"];

    // What it appends for programmers.
    private static readonly string[] s_tails = [" Path: ", " LineNumber: "];

    /// <summary>The reason in one line, with the place in the document and the line of the file where they are known: <c>it is cut off in line 117</c>.</summary>
    /// <param name="exception">What the reader threw; the message of what is no <see cref="JsonException"/> says it already.</param>
    public static string Of(Exception exception)
    {
        return exception is JsonException json ? OfReader(json) : exception.Message;
    }

    private static string OfReader(JsonException exception)
    {
        string reason = OneLine.Of(exception.Message) ?? "it cannot be read";
        string line = exception.LineNumber is long number ? string.Create(CultureInfo.InvariantCulture, $" in line {number + 1}") : "";
        if (s_early.Any(words => reason.Contains(words, StringComparison.Ordinal)))
        {
            return $"it is cut off{line}";
        }

        int tail = s_tails.Select(words => reason.IndexOf(words, StringComparison.Ordinal)).Where(static at => at > 0).DefaultIfEmpty(reason.Length).Min();
        string place = exception.Path is { Length: > 1 } path ? $" at {path}" : "";
        return $"{reason[..tail].TrimEnd('.')}{place}{line}";
    }
}
