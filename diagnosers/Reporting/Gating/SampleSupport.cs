using System.Globalization;
using InferenceBench.Reporting.Gating.Evidence;
using InferenceBench.Reporting.Statistics;

namespace InferenceBench.Reporting.Gating;

/// <summary>Whether samples are big enough for a percentile.</summary>
internal static class SampleSupport
{
    // Each launch gives a p99 of its own; under 100 that would be the greatest value.
    private const int LeastOfLaunch = 100;

    /// <summary>Why a percentile cannot be tested; null when it can.</summary>
    /// <param name="percent">The percentile.</param>
    /// <param name="first">The base.</param>
    /// <param name="second">What is compared with it.</param>
    public static string? WhyNot(int percent, IReadOnlyList<LaunchSample> first, IReadOnlyList<LaunchSample> second)
    {
        if (percent <= 50)
        {
            return null;
        }

        foreach ((string name, IReadOnlyList<LaunchSample> side) in new[] { ("base", first), ("diff", second) })
        {
            int count = (int)Math.Min(int.MaxValue, side.Sum(static launch => (long)launch.Count));
            if (EarlyStopping.Discarded(count, percent) is null)
            {
                return string.Create(CultureInfo.InvariantCulture, $"n={count} in {name}: too few for p{percent}; measure longer");
            }

            if (side.Any(static launch => launch.Count < LeastOfLaunch))
            {
                return string.Create(CultureInfo.InvariantCulture, $"a launch of {name} has under {LeastOfLaunch} inferences; measure longer");
            }
        }

        return null;
    }
}
