using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>One run, or file, that rows come from.</summary>
/// <param name="Origin">Where from.</param>
/// <param name="Index">Its number in <c>compare.json</c>.</param>
public sealed record RunEntry(RowOrigin Origin, int Index)
{
    /// <summary>Its cases that were measured.</summary>
    public int Ok { get; private set; }

    /// <summary>Its cases that failed.</summary>
    public int Failed { get; private set; }

    /// <summary>Its cases that were skipped.</summary>
    public int Skipped { get; private set; }

    /// <summary>All runs in the order of their files.</summary>
    /// <param name="rows">All rows.</param>
    public static IReadOnlyList<RunEntry> Of(IReadOnlyList<ResultRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var entries = new List<RunEntry>();
        var byOrigin = new Dictionary<RowOrigin, RunEntry>(ReferenceEqualityComparer.Instance);
        RunEntry? last = null;
        foreach (ResultRow row in rows)
        {
            if (last is null || !ReferenceEquals(last.Origin, row.Origin))
            {
                if (!byOrigin.TryGetValue(row.Origin, out last))
                {
                    last = new RunEntry(row.Origin, entries.Count);
                    byOrigin.Add(row.Origin, last);
                    entries.Add(last);
                }
            }

            last.Count(row.Status);
        }

        return entries;
    }

    private void Count(string status)
    {
        switch (status)
        {
            case CaseStatus.Failed:
                Failed++;
                break;
            case CaseStatus.Skipped:
                Skipped++;
                break;
            default:
                Ok++;
                break;
        }
    }
}
