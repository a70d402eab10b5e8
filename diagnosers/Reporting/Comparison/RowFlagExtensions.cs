namespace InferenceBench.Reporting.Comparison;

/// <summary>Looks for flags.</summary>
internal static class RowFlagExtensions
{
    /// <summary>Whether one of the flags has a word. A loop: a hundred thousand rows are asked several times.</summary>
    /// <param name="flags">The flags.</param>
    /// <param name="code">Its word.</param>
    public static bool Has(this IReadOnlyList<RowFlag> flags, string code)
    {
        for (int i = 0; i < flags.Count; i++)
        {
            if (flags[i].Code == code)
            {
                return true;
            }
        }

        return false;
    }
}
