namespace InferenceBench.Reporting.Schema;

/// <summary>Reasons are one line for people.</summary>
public static class OneLine
{
    /// <summary>The text with line breaks and runs of white space turned into one space; null when nothing remains.</summary>
    /// <param name="text">Any text; null gives null.</param>
    public static string? Of(string? text)
    {
        string joined = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return joined.Length == 0 ? null : joined;
    }
}
