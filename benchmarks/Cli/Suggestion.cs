namespace InferenceBench.Cli;

/// <summary>What the user may have meant by a name that does not exist.</summary>
internal static class Suggestion
{
    private const int MostListed = 30;

    /// <summary>The message for a name that does not exist: with the nearest names when there are any, else with all.</summary>
    /// <param name="option">The option, for example <c>--models</c>.</param>
    /// <param name="kind">What the names are, for example <c>model</c>.</param>
    /// <param name="name">The name that does not exist.</param>
    /// <param name="known">All names.</param>
    public static UsageException Unknown(string option, string kind, string name, IReadOnlyCollection<string> known)
    {
        string[] near = [.. known
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(2, name.Length / 3) || candidate.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            .OrderBy(candidate => candidate.Distance)
            .Take(5)
            .Select(candidate => candidate.Name)];
        string more = known.Count > MostListed ? $" and {known.Count - MostListed} more" : "";
        string help = near.Length > 0 ? $"did you mean {string.Join(" or ", near)}?" : $"known: {string.Join(", ", known.Take(MostListed))}{more}";
        return new UsageException($"{option} {name}: no such {kind}; {help}");
    }

    /// <summary>Levenshtein's edit distance.</summary>
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int substitution = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[right.Length];
    }
}
