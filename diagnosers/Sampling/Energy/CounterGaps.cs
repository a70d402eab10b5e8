namespace InferenceBench.Sampling.Energy;

/// <summary>
/// What edges of windows inside gaps leave open. A gap that lies wholly inside a window costs a counter nothing: it went on counting.
/// </summary>
/// <param name="LengthNs">Length of the windows' parts in such gaps.</param>
/// <param name="InsideUnits">What interpolation gives these parts.</param>
/// <param name="OutsideUnits">What it gives the rest of the gaps.</param>
internal readonly record struct CounterGaps(long LengthNs, double InsideUnits, double OutsideUnits)
{
    /// <summary>Finds them.</summary>
    /// <param name="counter">The readings.</param>
    /// <param name="pieces">Their curves; no break touches a window.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="apartNs">Windows that are no further apart count as one.</param>
    /// <param name="gapNs">Readings further apart leave a gap.</param>
    public static CounterGaps Of(CounterReadings counter, CounterPieces pieces, WindowSet windows, long apartNs, long gapNs)
    {
        long inGaps = 0;
        double inside = 0;
        double outside = 0;
        foreach (IGrouping<int, Overlap> gap in Overlap.Between(counter.TimesNs, windows.Spans(apartNs)).GroupBy(static overlap => overlap.Segment))
        {
            (long from, long to) = (counter.TimesNs[gap.Key], counter.TimesNs[gap.Key + 1]);
            long length = Nanoseconds.Between(from, to);
            if (length > gapNs && gap.Sum(static overlap => overlap.LengthNs) < length)
            {
                double part = gap.Sum(overlap => pieces.Units(overlap.FromNs, overlap.ToNs));
                inGaps += gap.Sum(static overlap => overlap.LengthNs);
                inside += part;
                outside += pieces.Units(from, to) - part;
            }
        }

        return new CounterGaps(inGaps, inside, outside);
    }
}
