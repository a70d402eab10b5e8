using System.Globalization;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import;

/// <summary>Lines or entries of a file that cannot be used: all are counted, the first few are named.</summary>
/// <param name="unit">What is left out, in the singular: <c>line</c>.</param>
/// <param name="plural">The same for several: <c>lines</c>.</param>
internal sealed class LeftOut(string unit, string plural)
{
    private const int MostNamed = 3;
    private const int LongestValue = 40;
    private readonly List<string> _named = [];

    /// <summary>How many were left out.</summary>
    public long Count { get; private set; }

    /// <summary>Leaves one out.</summary>
    /// <param name="number">Its number in the file, from 1 on.</param>
    /// <param name="column">What cannot be used.</param>
    /// <param name="value">The value as the file has it; may be anything.</param>
    public void Add(long number, string column, string? value)
    {
        Count++;
        if (_named.Count < MostNamed)
        {
            _named.Add(string.Create(CultureInfo.InvariantCulture, $"{unit} {number} ({column} {Shown(value)})"));
        }
    }

    /// <summary>One line for people; null when nothing was left out.</summary>
    /// <param name="total">How many there are in all.</param>
    public string? Describe(long total)
    {
        string more = Count > _named.Count ? ", …" : "";
        string verb = Count == 1 ? "was" : "were";
        string text = string.Create(CultureInfo.InvariantCulture, $"{Count} of {total} {(total == 1 ? unit : plural)} {verb} left out: {string.Join(", ", _named)}{more}");
        return Count == 0 ? null : text;
    }

    private static string Shown(string? value)
    {
        string text = OneLine.Of(value) ?? "";
        return text.Length == 0 ? "is empty" : $"'{(text.Length <= LongestValue ? text : text[..LongestValue] + "…")}'";
    }
}
