namespace InferenceBench.Reporting.Import.Trtexec;

/// <summary>All queries of a file, column by column: a query takes 56 bytes.</summary>
internal sealed class TrtexecTimes
{
    // What trtexec writes of a query is longer than this, so that lists made for a file's length hardly ever grow.
    private const int LeastQueryBytes = 200;
    private const int MostReserved = 1 << 24;

    // trtexec writes six digits: moments are this exact, relative to themselves.
    private const double MomentError = 1e-5;
    private const double LeastError = 1e-3;

    private readonly List<double> _computeStart;
    private readonly List<double> _computeEnd;
    private double _first = double.PositiveInfinity;
    private double _last = double.NegativeInfinity;

    /// <summary>No queries so far.</summary>
    /// <param name="fileBytes">Length of the file.</param>
    public TrtexecTimes(long fileBytes)
    {
        int capacity = (int)Math.Clamp(fileBytes / LeastQueryBytes, 0, MostReserved);
        LatencyMs = new List<double>(capacity);
        EnqueueMs = new List<double>(capacity);
        H2dMs = new List<double>(capacity);
        ComputeMs = new List<double>(capacity);
        D2hMs = new List<double>(capacity);
        _computeStart = new List<double>(capacity);
        _computeEnd = new List<double>(capacity);
    }

    /// <summary>Entries of the file.</summary>
    public long Entries { get; private set; }

    /// <summary>Entries that cannot be used.</summary>
    public LeftOut LeftOut { get; } = new("query", "queries");

    /// <summary>Latency of each query.</summary>
    public List<double> LatencyMs { get; }

    /// <summary>Time of enqueueing, of the queries that have it.</summary>
    public List<double> EnqueueMs { get; }

    /// <summary>Time of copying inputs, of the queries that have it.</summary>
    public List<double> H2dMs { get; }

    /// <summary>Time of computing, of the queries that have it.</summary>
    public List<double> ComputeMs { get; }

    /// <summary>Time of copying outputs, of the queries that have it.</summary>
    public List<double> D2hMs { get; }

    /// <summary>From the start of the first query to the end of the last in milliseconds; null when the file has no moments.</summary>
    public double? SpanMs => _last > _first ? _last - _first : null;

    /// <summary>Adds a query, or counts it as left out.</summary>
    /// <param name="query">The query.</param>
    public void Add(TrtexecQuery query)
    {
        Entries++;
        if (query.Problem is { } problem)
        {
            LeftOut.Add(Entries, problem.Column, problem.Value);
            return;
        }

        LatencyMs.Add(query.LatencyMs!.Value);
        AddIfKnown(EnqueueMs, query.EnqueueMs);
        AddIfKnown(H2dMs, query[TrtexecField.H2d]);
        AddIfKnown(ComputeMs, query[TrtexecField.Compute]);
        AddIfKnown(D2hMs, query[TrtexecField.D2h]);
        if (query.StartMs is double start && query.EndMs is double end)
        {
            _first = Math.Min(_first, start);
            _last = Math.Max(_last, end);
        }

        if (query[TrtexecField.StartCompute] is double computeStart && query[TrtexecField.EndCompute] is double computeEnd)
        {
            _computeStart.Add(computeStart);
            _computeEnd.Add(computeEnd);
        }
    }

    /// <summary>Queries that began to compute while another one still did, by more than the rounding of moments: several streams ran. May be called once.</summary>
    public int CountOverlapping()
    {
        double[] starts = [.. _computeStart];
        double[] ends = [.. _computeEnd];
        Array.Sort(starts, ends);
        int count = 0;
        double latestEnd = double.NegativeInfinity;
        for (int i = 0; i < starts.Length; i++)
        {
            double error = Math.Max(LeastError, MomentError * Math.Abs(starts[i]));
            count += starts[i] < latestEnd - (2 * error) ? 1 : 0;
            latestEnd = Math.Max(latestEnd, ends[i]);
        }

        return count;
    }

    private static void AddIfKnown(List<double> values, double? value)
    {
        if (value is double known)
        {
            values.Add(known);
        }
    }
}
