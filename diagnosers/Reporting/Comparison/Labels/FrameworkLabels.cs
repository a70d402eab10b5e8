using InferenceBench.Reporting.Comparison.Merging;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Comparison.Labels;

/// <summary>
/// Names of frameworks in one group: the short name, or framework and variant; the precision where the model was measured in several; the provider where it is neither the device's own nor the
/// framework itself; the version where the group has two of it. What else keeps two cases of one device apart is said, too.
/// </summary>
internal static class FrameworkLabels
{
    // What keeps two cases of one label apart, the most telling first.
    private static readonly Func<CaseDraft, string>[] s_words =
    [
        static draft => $"{draft.Key.Case.Framework}/{draft.Key.Case.Variant}",
        static draft => draft.Key.Case.Provider,
        static draft => draft.Key.Version ?? "version not told",
        static draft => draft.Key.Threads is { } threads ? $"{threads} threads" : "threads not told",
        static draft => draft.Key.Transfers is { } transfers ? $"transfers {transfers}" : "transfers not told",
        static draft => draft.Key.Place.IsDirty ? "dirty tree" : "",
        static draft => draft.Key.Scope switch { null => "no energy", "" => "energy of an unknown scope", var scope => $"energy of {scope}" },
        static draft => draft.Key.Place.Hardware.Length == 0 ? "hardware not told" : "",
    ];

    /// <summary>Labels the cases of a group, whose device labels are there already.</summary>
    /// <param name="drafts">The cases, ordered.</param>
    public static void Assign(IReadOnlyList<CaseDraft> drafts)
    {
        var versions = new Dictionary<string, string?>();
        foreach (CaseDraft draft in drafts)
        {
            draft.FrameworkLabel = PlainLabel(draft);
            if (draft.Newest.FrameworkVersion is { } version && !versions.TryAdd(draft.FrameworkLabel, version) && versions[draft.FrameworkLabel] != version)
            {
                versions[draft.FrameworkLabel] = null;
            }
        }

        foreach (CaseDraft draft in drafts)
        {
            string? version = draft.Newest.FrameworkVersion;
            bool hasSeveral = version is not null && versions[draft.FrameworkLabel] is null;
            draft.FrameworkLabel = hasSeveral ? $"{draft.FrameworkLabel} {DisplayText.Of(version)}" : draft.FrameworkLabel;
        }

        TellApart(drafts);
    }

    /// <summary>Short name, or framework and variant, with the provider where it is neither the device's own nor the framework itself.</summary>
    private static string PlainLabel(CaseDraft draft)
    {
        CaseKey key = draft.Key.Case;
        string variant = key.Variant is "" or "default" ? "" : $" {key.Variant}";
        string name = Named(draft.Newest.DisplayName) ?? Named($"{key.Framework}{variant}") ?? "unnamed framework";
        int colon = key.Device.IndexOf(':', StringComparison.Ordinal);
        bool isOwn = key.Provider.Length == 0 || key.Provider == key.Framework || key.Device.Length == 0 || key.Device.AsSpan(0, colon < 0 ? key.Device.Length : colon).SequenceEqual(key.Provider);
        string precision = draft.NamesPrecision ? PrecisionWord(name, key.Precision) : "";
        return isOwn ? $"{name}{precision}" : $"{name}{precision} ({DisplayText.Of(key.Provider)})";
    }

    // Some short names say it already: tftrt fp16.
    private static string PrecisionWord(string name, string precision)
    {
        string word = precision.Length == 0 ? "precision unknown" : DisplayText.Of(precision);
        return name.EndsWith(word, StringComparison.Ordinal) || name.Contains($"{word} ", StringComparison.Ordinal) ? "" : $" {word}";
    }

    private static string? Named(string? text)
    {
        return DisplayText.Of(text) is { Length: > 0 } name ? name : null;
    }

    // Status is no difference: a case that failed once is listed among the failed ones under the name that it has in the table.
    private static void TellApart(IReadOnlyList<CaseDraft> drafts)
    {
        // Most have no twin: nothing is made for them.
        var seen = new HashSet<(string, string, string)>(drafts.Count);
        var repeated = new HashSet<(string, string, string)>();
        foreach (CaseDraft draft in drafts)
        {
            if (!seen.Add(LabelsOf(draft)))
            {
                repeated.Add(LabelsOf(draft));
            }
        }

        if (repeated.Count > 0)
        {
            foreach (IGrouping<(string, string, string), CaseDraft> twins in drafts.Where(draft => repeated.Contains(LabelsOf(draft))).GroupBy(LabelsOf).ToArray())
            {
                TellApartTwins([.. twins]);
            }
        }
    }

    private static (string Device, string Framework, string Status) LabelsOf(CaseDraft draft)
    {
        return (draft.DeviceLabel, draft.FrameworkLabel, draft.Key.Status);
    }

    private static void TellApartTwins(List<CaseDraft> twins)
    {
        // Only as many words as it takes.
        var chosen = new List<Func<CaseDraft, string>>();
        foreach (Func<CaseDraft, string> word in s_words.Where(word => twins.Exists(draft => word(draft) != word(twins[0]))))
        {
            chosen.Add(word);
            if (twins.Select(draft => Words(draft, chosen)).Distinct().Count() == twins.Count)
            {
                break;
            }
        }

        var taken = new UniqueTexts();
        foreach (CaseDraft draft in twins)
        {
            string why = DisplayText.Of(Words(draft, chosen));
            draft.FrameworkLabel = taken.Take(why.Length == 0 ? draft.FrameworkLabel : $"{draft.FrameworkLabel}, {why}");
        }
    }

    private static string Words(CaseDraft draft, List<Func<CaseDraft, string>> words)
    {
        return string.Join(", ", words.Select(word => word(draft)).Where(static word => word.Length > 0));
    }
}
