namespace InferenceBench.Reporting.Gating;

/// <summary>What a gate says of a case. The words are public and permanent.</summary>
public static class GateVerdicts
{
    /// <summary>Slower or costlier: the change is over the threshold, its interval beyond the noise, and the corrected p-value under α.</summary>
    public const string Regressed = "regressed";

    /// <summary>The base ran it, and what is compared has no samples of it.</summary>
    public const string Missing = "missing in diff";

    /// <summary>It failed in what is compared, and did not in the base.</summary>
    public const string Failed = "failed in diff";

    /// <summary>The interval holds the threshold, or the change is over it without being significant.</summary>
    public const string Unclear = "unclear";

    /// <summary>Faster or cheaper, by the same rule as <see cref="Regressed"/>.</summary>
    public const string Improved = "improved";

    /// <summary>Whatever change there is, it is within the threshold.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>It ran in what is compared, and the base has no samples of it.</summary>
    public const string New = "new in diff";

    /// <summary>Both sides ran it, but not the same thing, or both failed.</summary>
    public const string NotComparable = "not comparable";

    /// <summary>The samples do not support this figure, or no sensor gave it.</summary>
    public const string NotTested = "not tested";

    // Worst first: the order of tables.
    private static readonly string[] s_order = [Regressed, Failed, Missing, Unclear, NotComparable, NotTested, New, Improved, Unchanged];

    /// <summary>Whether a verdict stops a build.</summary>
    /// <param name="verdict">The verdict.</param>
    public static bool IsRegression(string verdict)
    {
        return verdict is Regressed or Missing or Failed;
    }

    /// <summary>The place of a verdict in tables, 0 the worst.</summary>
    /// <param name="verdict">The verdict.</param>
    internal static int RankOf(string verdict)
    {
        return Array.IndexOf(s_order, verdict);
    }
}
