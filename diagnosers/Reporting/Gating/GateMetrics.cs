namespace InferenceBench.Reporting.Gating;

/// <summary>The figures that a gate can test. Names are public and permanent.</summary>
public static class GateMetrics
{
    /// <summary>Median latency of single inferences, in milliseconds.</summary>
    public const string P50 = "p50";

    /// <summary>99th percentile of the latency of single inferences, in milliseconds.</summary>
    public const string P99 = "p99";

    /// <summary>Energy of one inference by the primary source, idle included, in joules.</summary>
    public const string Energy = "energy";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [P50, P99, Energy];

    /// <summary>The unit: <c>ms</c> or <c>J</c>.</summary>
    /// <param name="metric">One of <see cref="All"/>.</param>
    public static string UnitOf(string metric)
    {
        return metric == Energy ? "J" : "ms";
    }

    /// <summary>
    /// Standard deviation (as a ratio) that launches of one build are assumed to have where the results do not show more. Two runs of three models on an idle two-core
    /// Xeon differed by 0.02 to 0.9 % in p50 and by 1 to 15 % in p99; <c>tests/gate-real-pairs.sh</c> prints what a machine shows.
    /// </summary>
    /// <param name="metric">One of <see cref="All"/>.</param>
    internal static double AllowanceOf(string metric)
    {
        return metric == P99 ? 0.03 : 0.01;
    }

    /// <summary>The percentile; null for a figure that is none.</summary>
    /// <param name="metric">One of <see cref="All"/>.</param>
    internal static int? PercentOf(string metric)
    {
        return metric switch { P50 => 50, P99 => 99, _ => null };
    }
}
