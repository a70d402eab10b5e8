using System.Collections.Concurrent;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.Reports;

/// <summary>What rows of many reports share. Used by several threads.</summary>
internal sealed class ReportPool
{
    private const int Most = 100_000;

    private static readonly IReadOnlyList<RowFlag> s_noFlags = [];
    private static readonly IReadOnlyList<string> s_noNotes = [];

    private readonly ConcurrentDictionary<IReadOnlyList<(string Name, string Value)>, IReadOnlyDictionary<string, string>> _settings =
        new(new ListEquality<(string Name, string Value)>());

    private readonly Shared<RowLabels> _labels = new(Most);
    private readonly Shared<IReadOnlyList<RowFlag>> _flags = new(Most, new ListEquality<RowFlag>());
    private readonly Shared<IReadOnlyList<string>> _notes = new(Most, new ListEquality<string>());

    /// <summary>Texts.</summary>
    public SharedTexts Texts { get; } = new();

    /// <summary>Verdicts of parity.</summary>
    public Shared<ParityResult> Parities { get; } = new(Most);

    /// <summary>Keys of cases.</summary>
    public Shared<CaseKey> Keys { get; } = new(Most);

    /// <summary>All labels of a row.</summary>
    /// <param name="labels">The labels; they may be filled anew.</param>
    public RowLabels Labels(RowLabels labels)
    {
        return _labels.Of(labels, static filled => filled with { });
    }

    /// <summary>Flags like these.</summary>
    /// <param name="flags">The flags; the list may be used again.</param>
    public IReadOnlyList<RowFlag> Flags(List<RowFlag> flags)
    {
        return flags.Count == 0 ? s_noFlags : _flags.Of(flags, static list => [.. list]);
    }

    /// <summary>Notes like these.</summary>
    /// <param name="notes">The notes; the list may be used again.</param>
    public IReadOnlyList<string> Notes(List<string> notes)
    {
        return notes.Count == 0 ? s_noNotes : _notes.Of(notes, static list => [.. list]);
    }

    /// <summary>Settings with these names and values.</summary>
    /// <param name="pairs">Names and values in order, of which the last counts when a name occurs twice; the list may be used again.</param>
    public IReadOnlyDictionary<string, string> Settings(List<(string Name, string Value)> pairs)
    {
        if (pairs.Count == 0)
        {
            return RowLabels.Empty.Settings;
        }

        if (_settings.TryGetValue(pairs, out IReadOnlyDictionary<string, string>? known))
        {
            return known;
        }

        var settings = new Dictionary<string, string>(pairs.Count);
        foreach ((string name, string value) in pairs)
        {
            settings[name] = value;
        }

        // Rows that share settings are rare when there are so many of them.
        return _settings.Count >= Most ? settings : _settings.GetOrAdd([.. pairs], settings);
    }
}
