namespace InferenceBench.Reporting.Charts.Scales;

/// <summary>Time from nought to the end of the readings, without room after it.</summary>
internal sealed class TimeScale : AxisScale
{
    private const int Intervals = 8;
    private readonly double _to;

    /// <summary>An axis of this length.</summary>
    /// <param name="length">Its length in the unit of its labels; positive.</param>
    public TimeScale(double length)
    {
        _to = length;
        Ticks = [.. new LinearScale(0, length, Intervals).Ticks.Where(tick => tick.Value <= length * (1 + 1e-9))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<AxisTick> Ticks { get; }

    /// <inheritdoc/>
    public override double Position(double value)
    {
        return value / _to;
    }
}
