namespace InferenceBench.Reporting.Charts.Scales;

/// <summary>A linear axis whose ends are ticks of 1, 2 or 5 times a power of ten.</summary>
internal sealed class LinearScale : AxisScale
{
    private const int UsualIntervals = 5;
    private readonly double _from;
    private readonly double _to;

    /// <summary>An axis that holds two values.</summary>
    /// <param name="least">The lower one.</param>
    /// <param name="greatest">The higher one.</param>
    /// <param name="intervals">About how many intervals it has.</param>
    public LinearScale(double least, double greatest, int intervals = UsualIntervals)
    {
        if (!(greatest > least))
        {
            greatest = least + Math.Max(Math.Abs(least) * 0.1, 1e-9);
        }

        double step = NiceStep.For((greatest - least) / intervals);
        // A value that lies on a tick but for rounding needs no further interval.
        long first = (long)Math.Floor((least / step) + 1e-9);
        long last = Math.Max((long)Math.Ceiling((greatest / step) - 1e-9), first + 1);
        _from = first * step;
        _to = last * step;
        double widest = Math.Max(Math.Abs(_from), Math.Abs(_to));
        Ticks = [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => new AxisTick((first + i) * step, AxisText.Of((first + i) * step, step, widest)))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<AxisTick> Ticks { get; }

    /// <summary>An axis from nought, or from near the least value when the values lie close together far from nought.</summary>
    /// <param name="least">The least value.</param>
    /// <param name="greatest">The greatest value.</param>
    /// <param name="intervals">About how many intervals it has.</param>
    public static LinearScale Covering(double least, double greatest, int intervals = UsualIntervals)
    {
        bool isFromZero = least >= 0 && (least <= greatest / 2 || least >= greatest);
        double margin = (greatest - least) * 0.05;
        return isFromZero ? new LinearScale(0, greatest, intervals) : new LinearScale(least - margin, greatest + margin, intervals);
    }

    /// <inheritdoc/>
    public override double Position(double value)
    {
        return (value - _from) / (_to - _from);
    }
}
