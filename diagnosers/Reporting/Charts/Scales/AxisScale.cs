namespace InferenceBench.Reporting.Charts.Scales;

/// <summary>Places values on an axis. Larger values lie further along it: to the right, or higher up.</summary>
internal abstract class AxisScale
{
    /// <summary>The marks from the least to the greatest.</summary>
    public abstract IReadOnlyList<AxisTick> Ticks { get; }

    /// <summary>Where a value lies: 0 at the start of the axis, 1 at its end.</summary>
    /// <param name="value">The value.</param>
    public abstract double Position(double value);

    /// <summary>Where a value lies; what is off the axis lies at its end.</summary>
    /// <param name="value">The value.</param>
    public double Clamped(double value)
    {
        return Math.Clamp(Position(value), 0, 1);
    }

    /// <summary>An axis for values over nought: logarithmic when they span more than <see cref="LogScale.LeastRatio"/>, else linear.</summary>
    /// <param name="values">The values; not all need be finite or positive, those that are not do not count.</param>
    public static AxisScale For(IEnumerable<double> values)
    {
        double least = double.PositiveInfinity;
        double greatest = 0;
        foreach (double value in values)
        {
            if (value > 0 && double.IsFinite(value))
            {
                least = Math.Min(least, value);
                greatest = Math.Max(greatest, value);
            }
        }

        return greatest == 0 ? new LinearScale(0, 1) : greatest / least > LogScale.LeastRatio ? new LogScale(least, greatest) : LinearScale.Covering(least, greatest);
    }
}
