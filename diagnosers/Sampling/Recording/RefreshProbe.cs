using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Recording;

/// <summary>Finds out how often a source's values change: reads it quickly until it has seen enough changes, for at most 1 s.</summary>
internal static class RefreshProbe
{
    /// <summary>The most time that it takes.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    // Short against the refresh of every sensor but RAPL's (1 ms), and long against what a reading costs: no core is burnt.
    private const long PauseNs = 500_000;

    /// <summary>The refresh of each route; without routes nothing is read.</summary>
    /// <param name="source">The source.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="isStopping">Ends it early.</param>
    /// <exception cref="PowerSourceException">The source is gone for good.</exception>
    public static IReadOnlyList<RefreshPeriod> Measure(IPowerSource source, ISamplingClock clock, Func<bool> isStopping)
    {
        ChangeGaps[] routes = [.. source.Routes.Select(static route => new ChangeGaps(route))];
        double[] values = new double[source.Channels.Count];
        long endNs = clock.NowNs + MonotonicTime.Nanoseconds(Limit);
        long longestNs = 0;
        while (!isStopping() && !Array.TrueForAll(routes, static route => route.IsSettled))
        {
            // A reading that would probably end too late is not begun.
            long before = clock.NowNs;
            if (before + Math.Max(longestNs, PauseNs) > endNs)
            {
                break;
            }

            source.Read(values);
            long after = clock.NowNs;
            longestNs = Math.Max(longestNs, after - before);
            Array.ForEach(routes, route => route.Add(before + ((after - before) / 2), values));
            clock.WaitUntil(after + PauseNs);
        }

        return [.. routes.Select(static route => route.Refresh)];
    }
}
