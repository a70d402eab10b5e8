namespace InferenceBench.Sampling.Energy;

/// <summary>
/// Turns readings into the energy of windows. Readings that are not finite are left out, the others sorted by time (stable). Times are subtracted in Int64
/// before anything becomes floating point. Results that the readings do not support are null with a flag, never 0. Thread-safe: no state.
/// </summary>
public static class EnergyIntegrator
{
    /// <summary>
    /// Integrates power in W: E = Σ (Pᵢ + Pᵢ₊₁)/2 · (tᵢ₊₁ − tᵢ) over the readings clipped to the windows, P interpolated linearly at both edges. Readings of
    /// one moment are a step: a window that starts there takes the last one, a window that ends there the first. The first and last reading are held for at
    /// most <see cref="EnergyPolicy.MaximumEdgeHold"/>; gaps are bridged and flagged; negative readings (a sensor's offset) are kept.
    /// </summary>
    /// <param name="watts">Readings in watts.</param>
    /// <param name="windows">Windows in order, not overlapping; their energies are added.</param>
    /// <param name="policy">How.</param>
    /// <exception cref="ArgumentException">The windows are not in order, overlap, or one ends before its start.</exception>
    public static EnergyResult Integrate(SampleSeries watts, IReadOnlyList<EnergyWindow> windows, EnergyPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(watts);
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(policy);
        var set = new WindowSet(windows);
        return set.All.Count == 0 ? OfNothing(windows.Count) : new PowerIntegration(Readings.Of(watts), set, policy).Run();
    }

    /// <summary>
    /// Takes differences of an energy counter, interpolated linearly between the moments at which it steps (<see cref="CounterCurve"/>). A negative step is a wrap when
    /// <see cref="EnergyPolicy.CounterRange"/> is known and explains it, else a reset; only steps between readings that touch a window count.
    /// </summary>
    /// <param name="counter">Readings in the policy's unit: whole numbers up to 2^53 are exact.</param>
    /// <param name="windows">Windows in order, not overlapping; their energies are added.</param>
    /// <param name="policy">How.</param>
    /// <exception cref="ArgumentException">The windows are not in order, overlap, or one ends before its start.</exception>
    public static EnergyResult IntegrateCounter(SampleSeries counter, IReadOnlyList<EnergyWindow> windows, EnergyPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(counter);
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(policy);
        var set = new WindowSet(windows);
        return set.All.Count == 0 ? OfNothing(windows.Count) : new CounterIntegration(Readings.Of(counter), set, policy).Run();
    }

    /// <summary>Refresh period as the readings show it: the median distance of a counter's steps, of power's readings; null when there are no two.</summary>
    /// <param name="series">The readings.</param>
    /// <param name="isCounter">Whether they are of a counter.</param>
    public static TimeSpan? RefreshOf(SampleSeries series, bool isCounter)
    {
        ArgumentNullException.ThrowIfNull(series);
        var readings = Readings.Of(series);
        long? period = readings.MedianDistanceNs();
        if (isCounter && period is not null)
        {
            period = CounterShape.Of(new CounterReadings(readings, new EnergyPolicy()), null).PeriodNs;
        }

        // TimeSpan counts in 100 ns: never to nothing.
        return period is { } ns ? TimeSpan.FromTicks(Math.Max(1, ns / TimeSpan.NanosecondsPerTick)) : null;
    }

    // Windows without a length hold exactly 0 J whatever was read; no window at all is no measurement.
    private static EnergyResult OfNothing(int windows)
    {
        double? joules = windows == 0 ? null : 0;
        return new EnergyResult { Joules = joules, ObservedJoules = joules, UncertaintyJoules = joules, RandomUncertaintyJoules = joules, Flags = [EnergyFlags.EmptyWindow] };
    }
}
