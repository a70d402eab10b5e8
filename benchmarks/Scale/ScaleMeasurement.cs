namespace InferenceBench.Scale;

/// <summary>What <c>compare</c> took for one set of results.</summary>
/// <param name="Folders">Run folders.</param>
/// <param name="Rows">Rows that were compared.</param>
/// <param name="ReadBytes">Size of all reports.</param>
/// <param name="Seconds">Wall time of each run of the program, start and output included, from the shortest on.</param>
/// <param name="PeakBytes">Greatest resident set of any of them.</param>
internal sealed record ScaleMeasurement(int Folders, long Rows, long ReadBytes, IReadOnlyList<double> Seconds, long PeakBytes)
{
    /// <summary>The median of the times; the longer of the two in the middle of an even number.</summary>
    public double MedianSeconds => Seconds[Seconds.Count / 2];

    /// <summary>Microseconds of one row, the program's start included.</summary>
    public double MicrosecondsPerRow => MedianSeconds * 1e6 / Rows;
}
