using InferenceBench.Reporting.Comparison.Merging;

namespace InferenceBench.Reporting.Comparison.Ranking;

/// <summary>Flags that come from what stands beside a case in its group, and from the runs that it is merged of.</summary>
internal static class GroupFlags
{
    private const int MostNamed = 5;
    private const int ShownHash = 7;

    /// <summary>Flags the cases of a group that ran.</summary>
    /// <param name="drafts">The cases.</param>
    public static void Apply(IReadOnlyList<CaseDraft> drafts)
    {
        FlagDifferences(drafts, static draft => draft.Key.Scope, RowFlags.EnergyScope, static text => text.Length > 0 ? text : "unknown", "energy covers");
        FlagDifferences(drafts, static draft => draft.Key.Transfers, RowFlags.Transfers, static text => text, "copies to and from the device are");
        FlagCommits(drafts);
        FlagWithin(drafts, static draft => draft.Key.Place.Machine, static draft => draft.Key.Place.PowerMode ?? "", RowFlags.PowerMode, "power modes of this machine:");
        FlagWithin(drafts, static draft => draft.DeviceLabel, static draft => draft.Key.Threads, RowFlags.Threads, "threads of the cases on this device:");
    }

    private static void FlagDifferences(
        IReadOnlyList<CaseDraft> drafts, Func<CaseDraft, string?> valueOf, string flag, Func<string, string> nameOf, string what)
    {
        SortedSet<string> values = Values(drafts, valueOf);
        if (values.Count < 2)
        {
            return;
        }

        var details = new Dictionary<string, string>();
        foreach (CaseDraft draft in drafts)
        {
            if (valueOf(draft) is not { } own)
            {
                continue;
            }

            if (!details.TryGetValue(own, out string? detail))
            {
                detail = $"{what} {nameOf(own)}; of other rows {Named(values.Where(value => value != own).Select(nameOf))}";
                details.Add(own, detail);
            }

            draft.Flag(flag, detail);
        }
    }

    // Rows of one machine, or of one device, that differ in something.
    private static void FlagWithin(
        IReadOnlyList<CaseDraft> drafts, Func<CaseDraft, string> placeOf, Func<CaseDraft, string?> valueOf, string flag, string what)
    {
        foreach (IGrouping<string, CaseDraft> place in drafts.GroupBy(placeOf))
        {
            SortedSet<string> values = Values(place, valueOf);
            if (values.Count < 2)
            {
                continue;
            }

            string detail = $"{what} {Named(values.Select(static value => value.Length > 0 ? value : "not told"))}";
            foreach (CaseDraft draft in place)
            {
                draft.Flag(flag, detail);
            }
        }
    }

    private static void FlagCommits(IReadOnlyList<CaseDraft> drafts)
    {
        var commits = new SortedSet<string>(StringComparer.Ordinal);
        foreach (CaseDraft draft in drafts)
        {
            foreach (ResultRow row in draft.Rows)
            {
                commits.Add(row.Origin.Commit ?? "");
            }
        }

        commits.Remove("");
        if (commits.Count < 2)
        {
            return;
        }

        var details = new Dictionary<string, string>();
        foreach (CaseDraft draft in drafts)
        {
            string own = Named(Values(draft.Rows, static row => row.Origin.Commit).Select(Short));
            if (own.Length > 0)
            {
                draft.Flag(RowFlags.SeveralCommits, details.TryGetValue(own, out string? known) ? known : details[own] = $"measured by {own}");
            }
        }
    }

    private static SortedSet<string> Values<T>(IEnumerable<T> items, Func<T, string?> valueOf)
    {
        var values = new SortedSet<string>(StringComparer.Ordinal);
        foreach (T item in items)
        {
            if (valueOf(item) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    private static string Short(string commit)
    {
        return commit.Length > ShownHash ? commit[..ShownHash] : commit;
    }

    private static string Named(IEnumerable<string> values)
    {
        string[] all = [.. values.Select(static value => DisplayText.Of(value))];
        string named = string.Join(", ", all.Take(MostNamed));
        return all.Length <= MostNamed ? named : FormattableString.Invariant($"{named} and {all.Length - MostNamed} more");
    }
}
