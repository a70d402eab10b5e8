namespace InferenceBench.Reporting.Charts.Inputs;

/// <summary>The readings of one rail of a source.</summary>
/// <param name="Source">Source id.</param>
/// <param name="Rail">Rail, counter, clock or temperature.</param>
/// <param name="Unit">Unit of what is plotted: <c>W</c> also of a counter of energy.</param>
/// <param name="IsCounter">Whether power comes from the steps of a counter of energy.</param>
internal sealed record PowerSeries(string Source, string Rail, string Unit, bool IsCounter)
{
    private const long LeastStepNs = 50_000_000;
    private const long MostStepNs = 3_000_000_000;
    private (long TimeNs, double Joules)? _last;

    /// <summary>The values to plot.</summary>
    public BucketSeries Values { get; } = new();

    /// <summary>Adds a reading.</summary>
    /// <param name="timeNs">Its time.</param>
    /// <param name="value">Its value; of a counter, joules.</param>
    public void Add(long timeNs, double value)
    {
        if (!IsCounter)
        {
            Values.Add(timeNs, value);
            return;
        }

        double elapsedNs = (double)timeNs - (_last?.TimeNs ?? timeNs);
        bool isContinued = _last is not null && elapsedNs is >= 0 and <= MostStepNs && value >= _last.Value.Joules;
        // Counters step rarely and are read often: power is the slope between readings that differ and lie far enough apart.
        if (isContinued && (elapsedNs < LeastStepNs || value <= _last!.Value.Joules))
        {
            return;
        }

        if (isContinued)
        {
            Values.Add(timeNs - (long)(elapsedNs / 2), (value - _last!.Value.Joules) / (elapsedNs / 1e9));
        }

        _last = (timeNs, value);
    }
}
