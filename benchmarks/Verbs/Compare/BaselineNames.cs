using InferenceBench.Cli;
using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Verbs.Compare;

/// <summary>Whether <c>--baseline</c> names a framework of the results.</summary>
internal static class BaselineNames
{
    /// <summary>Accepts a comparison whose baseline is somewhere in it.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <exception cref="UsageException">No case that ran is called so; the message says what is there.</exception>
    public static void Check(ResultComparison comparison)
    {
        if (comparison.Baseline is not { } name || comparison.Groups.Count == 0 || comparison.Groups.Any(static group => group.Baselines.Count > 0))
        {
            return;
        }

        string[] known = [.. comparison.Groups.SelectMany(static group => group.Cases).SelectMany(NamesOf).Distinct().Order(StringComparer.Ordinal)];
        throw known.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? new UsageException($"--baseline {name}: its cases have wrong outputs or are invalid, so that nothing is compared with them")
            : Suggestion.Unknown("--baseline", "framework in these results", name, known);
    }

    private static IEnumerable<string> NamesOf(ComparedCase found)
    {
        yield return DisplayText.Of(found.Key.Framework);
        if (found.Key.Variant is not ("" or "default"))
        {
            yield return DisplayText.Of($"{found.Key.Framework}/{found.Key.Variant}");
        }

        yield return found.FrameworkLabel;
    }
}
