using System.Globalization;

namespace InferenceBench.Reporting.Charts.Scales;

/// <summary>
/// The axis of percentile plots (HdrHistogram's): a quantile p lies at log 1/(1 − p), so that 90 %, 99 % and 99.9 % are equally far apart and the tail, which users wait for, has room.
/// </summary>
internal sealed class PercentileScale : AxisScale
{
    private readonly double _to;

    /// <summary>An axis from 0 %.</summary>
    /// <param name="greatest">The greatest quantile, over 0 and under 1.</param>
    public PercentileScale(double greatest)
    {
        _to = Math.Max(Depth(greatest), Depth(0.5));
        Ticks = [.. Marks().Select(static p => new AxisTick(p, Text(p)))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<AxisTick> Ticks { get; }

    /// <summary>The quantiles that have a mark, whatever the axis: 0, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999 and so on.</summary>
    public static IEnumerable<double> Landmarks { get; } = [0, 0.5, 0.75, 0.9, 0.95, 0.99, .. Enumerable.Range(3, 7).Select(static nines => 1 - Math.Pow(10, -nines))];

    /// <summary>The quantile at a position.</summary>
    /// <param name="position">0 to 1.</param>
    public double Quantile(double position)
    {
        return 1 - Math.Pow(10, -position * _to);
    }

    /// <inheritdoc/>
    public override double Position(double value)
    {
        return Depth(value) / _to;
    }

    /// <summary>A quantile for people: <c>99.9 %</c>.</summary>
    /// <param name="quantile">0 to 1.</param>
    public static string Text(double quantile)
    {
        return Math.Round(quantile * 100, 8).ToString("0.#######", CultureInfo.InvariantCulture) + " %";
    }

    private static double Depth(double quantile)
    {
        return -Math.Log10(1 - Math.Min(quantile, 1 - 1e-12));
    }

    private IEnumerable<double> Marks()
    {
        return Landmarks.Where(p => Position(p) <= 1 + 1e-9);
    }
}
