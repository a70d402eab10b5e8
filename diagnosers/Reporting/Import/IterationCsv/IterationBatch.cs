namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>All iterations of one batch size in one file.</summary>
/// <param name="batch">Batch size.</param>
internal sealed class IterationBatch(int batch)
{
    private const double Contradiction = 0.01;
    private readonly List<double> _batchMs = [];
    private double _rates;
    private int _withRate;
    private long _leastImages = long.MaxValue;
    private long _mostImages;

    /// <summary>Batch size.</summary>
    public int Batch => batch;

    /// <summary>Iterations.</summary>
    public int Count => _batchMs.Count;

    /// <summary>Images of all iterations.</summary>
    public long Images { get; private set; }

    /// <summary>Batches of all iterations; the last one of an iteration may be smaller.</summary>
    public long Batches { get; private set; }

    /// <summary>Time of all iterations in seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>Greatest memory in use on the device in bytes; null when the file has no such column.</summary>
    public double? MemoryBytes { get; private set; }

    /// <summary>Images of every iteration; null when iterations differ.</summary>
    public long? ImagesPerIteration => _leastImages == _mostImages ? _mostImages : null;

    /// <summary>Mean of the rates in images/s that the file gives, which weighs fast iterations too high; null when it gives none.</summary>
    public double? MeanOfRates => _withRate == 0 ? null : _rates / _withRate;

    /// <summary>Iterations whose latency column is more than 1 % from time over images.</summary>
    public int Contradicting { get; private set; }

    /// <summary>The first of them.</summary>
    public IterationLine? FirstContradicting { get; private set; }

    /// <summary>Adds an iteration.</summary>
    /// <param name="line">One line.</param>
    public void Add(IterationLine line)
    {
        long batches = (line.Images + batch - 1) / batch;
        Images += line.Images;
        Batches += batches;
        Seconds += line.Seconds;
        _batchMs.Add(1e3 * line.Seconds / batches);
        _rates += line.ImagesPerSecond ?? 0;
        _withRate += line.ImagesPerSecond is null ? 0 : 1;
        _leastImages = Math.Min(_leastImages, line.Images);
        _mostImages = Math.Max(_mostImages, line.Images);
        MemoryBytes = line.MemoryBytes is double bytes ? Math.Max(bytes, MemoryBytes ?? 0) : MemoryBytes;
        if (line.SecondsPerImage is double latency && Math.Abs((latency * line.Images / line.Seconds) - 1) > Contradiction)
        {
            Contradicting++;
            FirstContradicting ??= line;
        }
    }

    /// <summary>Each iteration's mean latency of a batch in milliseconds, in ascending order.</summary>
    public double[] SortedBatchMs()
    {
        return [.. _batchMs.Order()];
    }
}
