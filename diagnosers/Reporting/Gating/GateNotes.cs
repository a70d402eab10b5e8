using System.Globalization;
using InferenceBench.Reporting.Gating.Evidence;
using InferenceBench.Reporting.Gating.Input;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Gating;

/// <summary>What a reader should know of a comparison as a whole.</summary>
internal static class GateNotes
{
    private const int ShortHash = 7;

    /// <summary>The notes.</summary>
    /// <param name="first">The base.</param>
    /// <param name="second">What is compared with it.</param>
    /// <param name="results">What was found.</param>
    /// <param name="spreads">How much launches were taken to differ, by figure.</param>
    public static IReadOnlyList<string> Of(GateSide first, GateSide second, IReadOnlyList<GateResult> results, IReadOnlyDictionary<string, LaunchSpread> spreads)
    {
        List<string> notes = [.. Launches(results, spreads)];
        foreach ((string name, Func<RunReport, string?> read) in new (string, Func<RunReport, string?>)[]
        {
            ("system", static report => report.Machine.Os),
            ("kernel", static report => report.Machine.Kernel),
            ("driver", static report => report.Machine.Driver),
            ("CUDA", static report => report.Machine.Cuda),
        })
        {
            string from = Texts(first, read);
            string to = Texts(second, read);
            if (from != to)
            {
                notes.Add($"other {name}: {from} in base, {to} in diff");
            }
        }

        foreach ((string name, GateSide side) in new[] { ("base", first), ("diff", second) })
        {
            if (side.Runs.Any(static run => run.Report.Run.Dirty == true))
            {
                notes.Add($"runs of {name} come from a tree that differs from its commit");
            }
        }

        return notes;
    }

    /// <summary>The commits of a side's runs, short; "" when none is known.</summary>
    /// <param name="side">The side.</param>
    public static string Commits(GateSide side)
    {
        return string.Join(", ", side.Runs.Select(static run => OneLine.Of(run.Report.Run.Commit)).OfType<string>()
            .Select(static hash => hash[..Math.Min(ShortHash, hash.Length)]).Distinct());
    }

    private static IEnumerable<string> Launches(IReadOnlyList<GateResult> results, IReadOnlyDictionary<string, LaunchSpread> spreads)
    {
        foreach (string metric in results.Where(static result => result.P is not null && (result.Base!.Launches == 1 || result.Diff!.Launches == 1)).Select(static result => result.Metric).Distinct())
        {
            LaunchSpread spread = spreads[metric];
            string origin = spread.IsMeasured ? "that cases with several launches show" : "an allowance";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{metric}: with one launch a side, how much launches of one build differ is unknown; a standard deviation of {spread.PriorDeviation * 100:0.##} % is assumed ({origin}). Compare several runs of each side, or use --launchCount 5");
        }
    }

    private static string Texts(GateSide side, Func<RunReport, string?> read)
    {
        string joined = string.Join(", ", side.Runs.Select(run => OneLine.Of(read(run.Report))).OfType<string>().Distinct().Order(StringComparer.Ordinal));
        return joined.Length > 0 ? joined : "n/a";
    }
}
