namespace InferenceBench.Diagnosers.Power;

/// <summary>Idle power over the time of a run, from measurements before the first and after the last case.</summary>
internal sealed class IdleBaseline
{
    private const double NotedDrift = 0.02;
    private readonly List<IdleMeasurement> _measurements = [];

    /// <summary>All measurements in their order.</summary>
    public IReadOnlyList<IdleMeasurement> Measurements => _measurements;

    /// <summary>Whether any source drifted: after the last case it drew more or less than before the first, by more than 2 %.</summary>
    public bool HasDrifted => _measurements.Any(measurement => Drifted(measurement.Source, measurement.Route));

    /// <summary>Adds measurements.</summary>
    /// <param name="measurements">Measurements.</param>
    public void Add(IEnumerable<IdleMeasurement> measurements)
    {
        _measurements.AddRange(measurements);
    }

    /// <summary>
    /// Idle power at a moment: linear in time between the one before and the one after, each the mean of its measurements; outside of them, and as long as only
    /// one is known, that one.
    /// </summary>
    /// <param name="source">Index of the source in the sampler.</param>
    /// <param name="route">The route that the case's energy was taken by; another one stands in where this one gave no idle power.</param>
    /// <param name="ns">The moment in monotonic nanoseconds.</param>
    public IdlePower? At(int source, string? route, long ns)
    {
        string? measured = _measurements.Where(one => one.Source == source).Select(static one => one.Route).OrderByDescending(one => one == route).FirstOrDefault();
        IdleMeasurement? before = MeanOf(source, measured, isAfter: false);
        IdleMeasurement? after = MeanOf(source, measured, isAfter: true);
        if ((before ?? after) is not { } only)
        {
            return null;
        }

        if (before is null || after is null)
        {
            return new IdlePower(only.Watts, only.StandardUncertaintyWatts, false);
        }

        double share = Math.Clamp((ns - before.MiddleNs) / (double)(after.MiddleNs - before.MiddleNs), 0, 1);
        return new IdlePower(
            before.Watts + (share * (after.Watts - before.Watts)),
            double.Hypot((1 - share) * before.StandardUncertaintyWatts, share * after.StandardUncertaintyWatts),
            Drifted(source, measured));
    }

    // The first measurement after the last case decides: a second one only tells how lasting the drift is.
    private bool Drifted(int source, string? route)
    {
        IdleMeasurement? before = MeanOf(source, route, isAfter: false);
        IdleMeasurement? after = Of(source, route, isAfter: true).FirstOrDefault();
        return before is not null && after is not null && Math.Abs(after.Watts - before.Watts) > NotedDrift * Math.Abs(before.Watts);
    }

    private IEnumerable<IdleMeasurement> Of(int source, string? route, bool isAfter)
    {
        return _measurements.Where(one => (one.Source, one.Route, one.IsAfter) == (source, route, isAfter));
    }

    private IdleMeasurement? MeanOf(int source, string? route, bool isAfter)
    {
        IdleMeasurement[] found = [.. Of(source, route, isAfter)];
        return found.Length == 0 ? null : found[0] with
        {
            Window = new(found[0].Window.FromNs, found[^1].Window.ToNs),
            Watts = found.Average(static measurement => measurement.Watts),
            StandardUncertaintyWatts = Math.Sqrt(found.Sum(static m => m.StandardUncertaintyWatts * m.StandardUncertaintyWatts)) / found.Length,
        };
    }
}
