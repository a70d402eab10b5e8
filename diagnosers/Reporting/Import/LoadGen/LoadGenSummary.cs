using System.Globalization;
using System.Text.RegularExpressions;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.LoadGen;

/// <summary>One summary as LoadGen writes it: lines <c>key : value</c> in three parts. Spelling of all versions since the first.</summary>
internal sealed partial class LoadGenSummary
{
    private const string Title = "MLPerf Results Summary";
    private const string StatsTitle = "Additional Stats";
    private const string ParametersTitle = "Test Parameters Used";

    // No part has as many lines; keeps a hostile file small.
    private const int MostLines = 200;

    private readonly Dictionary<string, string> _head = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _stats = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sampleStats = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);
    private readonly List<string> _recommendations = [];
    private readonly List<string> _earlyStopping = [];

    private LoadGenSummary()
    {
    }

    /// <summary>What stands before the statistics: <c>SUT name</c>, <c>Result is</c>, the figure of the scenario, constraints.</summary>
    public IReadOnlyDictionary<string, string> Head => _head;

    /// <summary>Statistics of queries.</summary>
    public IReadOnlyDictionary<string, string> Stats => _stats;

    /// <summary>Statistics of samples, where the first versions' MultiStream has them beside those of queries.</summary>
    public IReadOnlyDictionary<string, string> SampleStats => _sampleStats;

    /// <summary>Parameters of the test.</summary>
    public IReadOnlyDictionary<string, string> Parameters => _parameters;

    /// <summary>What LoadGen recommends for an invalid run.</summary>
    public IReadOnlyList<string> Recommendations => _recommendations;

    /// <summary>What it says of early stopping.</summary>
    public IReadOnlyList<string> EarlyStopping => _earlyStopping;

    /// <summary>How many warnings and errors there were, in LoadGen's words; null when the file ends before.</summary>
    public string? Outcome { get; private set; }

    /// <summary>Whether the parameters, the last part, are there.</summary>
    public bool IsWhole => _parameters.Count > 0;

    /// <summary>Queries that were processed, where early stopping says it.</summary>
    public long? Queries => _earlyStopping.Select(static line => Processed().Match(line)).Where(static match => match.Success)
        .Select(static match => (long?)long.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture)).FirstOrDefault();

    /// <summary>Reads the last summary of a text: a search for the peak writes one for each step. Null when there is none.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="count">Summaries of the file.</param>
    public static LoadGenSummary? Parse(string text, out int count)
    {
        string[] parts = text.Split(Title);
        count = parts.Length - 1;
        if (count == 0)
        {
            return null;
        }

        LoadGenSummary summary = new();
        summary.Take(parts[^1].Split('\n'));
        return summary;
    }

    /// <summary>A number of a part; null when it is missing or none.</summary>
    /// <param name="part">The part.</param>
    /// <param name="key">Its key.</param>
    public static double? Number(IReadOnlyDictionary<string, string> part, string key)
    {
        return part.TryGetValue(key, out string? text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
    }

    private void Take(IEnumerable<string> lines)
    {
        Dictionary<string, string> part = _head;
        List<string>? remarks = null;
        foreach (string raw in lines)
        {
            string line = OneLine.Of(raw) ?? "";
            (part, remarks) = line switch
            {
                StatsTitle => (_stats, null),
                ParametersTitle => (_parameters, null),
                "Recommendations:" => (part, _recommendations),
                _ when line.EndsWith("Early Stopping Result:", StringComparison.Ordinal) => (part, _earlyStopping),
                _ when line.StartsWith("Per-sample latency:", StringComparison.Ordinal) => (_sampleStats, null),
                _ => (part, remarks),
            };
            if (line.EndsWith("during test.", StringComparison.Ordinal) || line.Contains("encountered. See", StringComparison.Ordinal))
            {
                Outcome = Outcome is null ? line : $"{Outcome} {line}";
            }
            else
            {
                TakeLine(line, part, remarks);
            }
        }
    }

    private static void TakeLine(string line, Dictionary<string, string> part, List<string>? remarks)
    {
        if (remarks is not null)
        {
            AddRemark(line, remarks);
            return;
        }

        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && part.Count < MostLines)
        {
            part.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
        }
    }

    // A remark starts with a star and may go on in the next line.
    private static void AddRemark(string line, List<string> remarks)
    {
        if (line.StartsWith("* ", StringComparison.Ordinal) && remarks.Count < MostLines)
        {
            remarks.Add(line[2..]);
        }
        else if (remarks.Count is > 0 and < MostLines && line.Length > 0 && !line.StartsWith("===", StringComparison.Ordinal))
        {
            remarks[^1] += $" {line}";
        }
    }

    [GeneratedRegex(@"^Processed at least \d+ queries \((?<n>\d{1,15})\)|^(?:Only processed|Processed) (?<n>\d{1,15}) queries", RegexOptions.CultureInvariant)]
    private static partial Regex Processed();
}
