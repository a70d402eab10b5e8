using System.Globalization;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>Letters that stand for the flags in one table, and what they mean.</summary>
internal sealed class FlagMarks
{
    private const int MostDetails = 3;
    private const int LongestDetail = 200;
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly List<Entry> _order = [];

    private sealed class Entry(string code, string mark)
    {
        public string Code { get; } = code;

        public string Mark { get; } = mark;

        public List<string> Details { get; } = [];

        public HashSet<string> Seen { get; } = [];
    }

    /// <summary>The letters of a case's flags: <c>a, c</c>; "" without flags.</summary>
    /// <param name="flags">The flags.</param>
    public string Of(IReadOnlyList<RowFlag> flags)
    {
        return string.Join(", ", flags.Select(Mark).OrderBy(static mark => mark.Length).ThenBy(static mark => mark, StringComparer.Ordinal));
    }

    /// <summary>A line for each letter, with the values behind it.</summary>
    public IEnumerable<string> Legend()
    {
        foreach (Entry entry in _order)
        {
            int count = entry.Seen.Count;
            string details = count > MostDetails
                ? string.Create(CultureInfo.InvariantCulture, $": for example {entry.Details[0]}; {count - 1} others")
                : count > 0 ? $": {string.Join("; ", entry.Details)}" : "";
            yield return $"({entry.Mark}) {entry.Code}{details}";
        }
    }

    private string Mark(RowFlag flag)
    {
        if (!_entries.TryGetValue(flag.Code, out Entry? entry))
        {
            entry = new Entry(DisplayText.Of(flag.Code), Letter(_order.Count));
            _entries.Add(flag.Code, entry);
            _order.Add(entry);
        }

        string detail = DisplayText.Of(flag.Detail, LongestDetail);
        if (detail.Length > 0 && entry.Seen.Add(detail) && entry.Details.Count < MostDetails)
        {
            entry.Details.Add(detail);
        }

        return entry.Mark;
    }

    private static string Letter(int number)
    {
        return number < 26 ? ((char)('a' + number)).ToString() : Letter((number / 26) - 1) + Letter(number % 26);
    }
}
