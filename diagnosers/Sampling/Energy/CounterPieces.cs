namespace InferenceBench.Sampling.Energy;

/// <summary>The curves of a counter, one between each two breaks.</summary>
internal sealed class CounterPieces
{
    private readonly CounterCurve[] _curves;
    private readonly int[] _firstReadings;
    private readonly CounterReadings _counter;

    /// <summary>Builds them.</summary>
    /// <param name="counter">At least two readings.</param>
    /// <param name="shape">How it advances.</param>
    /// <param name="ageNs">How old a reading of a counter that is not stepped may be.</param>
    public CounterPieces(CounterReadings counter, CounterShape shape, long ageNs)
    {
        _counter = counter;
        _firstReadings = [0, .. Enumerable.Range(0, counter.Count - 1).Where(i => counter.BreakAfter(i) is not null).Select(static i => i + 1)];
        _curves = [.. _firstReadings.Select((first, piece) =>
            new CounterCurve(counter, first, piece + 1 < _firstReadings.Length ? _firstReadings[piece + 1] - 1 : counter.Count - 1, shape, ageNs))];
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<CounterCurve> All => _curves;

    /// <summary>The curve that holds the interval after a moment.</summary>
    /// <param name="momentNs">Start of an interval that no break touches.</param>
    public CounterCurve From(long momentNs)
    {
        int reading = Math.Max(0, SortedTimes.LastAtOrBefore(_counter.TimesNs, momentNs));
        int piece = Array.BinarySearch(_firstReadings, reading);
        return _curves[piece >= 0 ? piece : ~piece - 1];
    }

    /// <summary>Whether some window lies where nothing was counted at all.</summary>
    public bool IsConstant(WindowSet windows)
    {
        return windows.All.Any(window => From(window.FromNs).IsConstant);
    }

    /// <summary>Units counted between two moments that no break lies between.</summary>
    public double Units(long fromNs, long toNs)
    {
        CounterCurve curve = From(fromNs);
        return curve.At(toNs).Total - curve.At(fromNs).Total;
    }
}
