namespace InferenceBench.Sampling.Energy;

/// <summary>How a counter advances, as its readings show it.</summary>
/// <param name="IsStepped">True when it stays flat between updates that the readings resolve; false when practically every reading differs from the one before.</param>
/// <param name="PeriodNs">Time between updates: the median distance of observed steps. With fewer than two steps the greater of the sensor's refresh and the longest flat.</param>
internal readonly record struct CounterShape(bool IsStepped, long PeriodNs)
{
    // Polls and updates that drift against each other show a flat now and then: no step is resolved until flats are as common as steps.
    private const double SteppedFromPolls = 1.5;

    /// <summary>Finds it.</summary>
    /// <param name="counter">At least two readings.</param>
    /// <param name="refresh">Refresh period of the sensor; null when it is not known.</param>
    public static CounterShape Of(CounterReadings counter, TimeSpan? refresh)
    {
        int[] steps = [.. Enumerable.Range(1, counter.Count - 1).Where(i => counter.BreakAfter(i - 1) is null && counter.Totals[i] != counter.Totals[i - 1])];
        int flats = Enumerable.Range(1, counter.Count - 1).Count(i => counter.BreakAfter(i - 1) is null) - steps.Length;
        if (steps.Length < 2)
        {
            return new CounterShape(flats > 0, Math.Max(LongestFlat(counter, steps), Nanoseconds.Of(refresh ?? TimeSpan.Zero)));
        }

        long period = Nanoseconds.Median([.. steps.Zip(steps.Skip(1), (a, b) => Nanoseconds.Between(counter.TimesNs[a], counter.TimesNs[b]))])!.Value;
        return new CounterShape(flats > 0 && period > SteppedFromPolls * counter.Readings.MedianDistanceNs()!.Value, period);
    }

    private static long LongestFlat(CounterReadings counter, int[] steps)
    {
        long first = counter.TimesNs[0];
        long last = counter.TimesNs[^1];
        return steps.Length == 0
            ? Nanoseconds.Between(first, last)
            : Math.Max(Nanoseconds.Between(first, counter.TimesNs[steps[0]]), Nanoseconds.Between(counter.TimesNs[steps[0]], last));
    }
}
