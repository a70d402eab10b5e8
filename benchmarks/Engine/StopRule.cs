namespace InferenceBench.Engine;

/// <summary>Decides the iterations of the actual stage. Counts busy time only, the sum of the iterations, so that an explicit duration is the time that was measured.</summary>
internal sealed class StopRule
{
    private readonly StageSettings _settings;
    private readonly long _iterationTicks;
    private readonly long _durationTicks;
    private readonly long _longestTicks;

    /// <summary>The rule of a case.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="ticksPerSecond">The clock's frequency.</param>
    public StopRule(StageSettings settings, long ticksPerSecond)
    {
        _settings = settings;
        _iterationTicks = Math.Max(1, Ticks(settings.Iteration, ticksPerSecond));
        _durationTicks = Ticks(settings.EffectiveDuration, ticksPerSecond);
        _longestTicks = Ticks(settings.Duration ?? StageSettings.LongestDuration, ticksPerSecond);
    }

    /// <summary>The next iteration; null when measuring is over.</summary>
    /// <param name="iterations">Iterations that are done.</param>
    /// <param name="busyTicks">Their time.</param>
    /// <param name="inferences">Their inferences.</param>
    public IterationBudget? Next(int iterations, long busyTicks, long inferences)
    {
        if (_settings.IterationCount is { } count ? iterations >= count : IsEnough(busyTicks, inferences))
        {
            return null;
        }

        if (_settings.InvocationCount is { } invocations)
        {
            return new IterationBudget(0, invocations, invocations);
        }

        return _settings.IterationCount is { } all ? Counted(iterations, all, busyTicks) : Timed(busyTicks, inferences);
    }

    /// <summary>Inferences that the stage will hold when each takes about <paramref name="inferenceTicks"/>, for the size of the buffer.</summary>
    /// <param name="inferenceTicks">Time of one inference in clock ticks.</param>
    public long ExpectedInferences(double inferenceTicks)
    {
        long perIteration = _settings.InvocationCount ?? (long)(_iterationTicks / inferenceTicks) + 1;
        return _settings.IterationCount is { } count
            ? count * perIteration
            : Math.Max((long)(_durationTicks / inferenceTicks) + 1, StageSettings.LeastInferences) + perIteration;
    }

    private bool IsEnough(long busyTicks, long inferences)
    {
        bool hasInferences = _settings.Duration is not null || inferences >= StageSettings.LeastInferences;
        return (busyTicks >= _durationTicks && hasInferences) || busyTicks >= _longestTicks;
    }

    // The last of a counted number of iterations fills up an explicit duration.
    private IterationBudget Counted(int iterations, int all, long busyTicks)
    {
        bool fills = _settings.Duration is not null && _settings.IterationTime is null && iterations == all - 1;
        return new IterationBudget(fills ? _durationTicks - busyTicks : _iterationTicks, 1, long.MaxValue);
    }

    private IterationBudget Timed(long busyTicks, long inferences)
    {
        // Iterations end on multiples of their length: a slow inference that overruns one does not shift the others.
        long ticks = _iterationTicks - (busyTicks % _iterationTicks);
        if (busyTicks < _durationTicks)
        {
            return new IterationBudget(Math.Min(ticks, _durationTicks - busyTicks), 1, long.MaxValue);
        }

        return new IterationBudget(Math.Min(ticks, _longestTicks - busyTicks), 1, StageSettings.LeastInferences - inferences);
    }

    private static long Ticks(TimeSpan time, long ticksPerSecond)
    {
        return (long)Math.Ceiling(time.TotalSeconds * ticksPerSecond);
    }
}
