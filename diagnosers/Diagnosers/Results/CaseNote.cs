using InferenceBench.Reporting.Schema;

namespace InferenceBench.Diagnosers.Results;

/// <summary>A note on its case that a child sends to the host: a prefixed line, which BenchmarkDotNet keeps and otherwise ignores. It arrives when no file can be written.</summary>
public static class CaseNote
{
    private const string Prefix = "// Note: ";

    /// <summary>The line to send.</summary>
    /// <param name="note">The note.</param>
    public static string Line(string note)
    {
        return Prefix + OneLine.Of(note);
    }

    /// <summary>The note that a line tells; null when it tells none.</summary>
    /// <param name="line">A line of the child.</param>
    internal static string? Of(string line)
    {
        return line.StartsWith(Prefix, StringComparison.Ordinal) ? line[Prefix.Length..] : null;
    }
}
