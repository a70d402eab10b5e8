using CsvHelper;

namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>Reads one file of iterations as a stream: memory grows with its batch sizes and by 8 bytes a line.</summary>
internal sealed class IterationReader
{
    /// <summary>
    /// Batch sizes of one file that become rows; lines with further ones are left out. No measurement has as many, while a file of a million lines, each with
    /// another batch size, would fill the memory with rows.
    /// </summary>
    public const int MostBatchSizes = 4096;

    // Limits of what can be: 10¹² images/s, three decades, a petabyte.
    private const double MostImagesPerSecond = 1e12;
    private const double MostSeconds = 1e9;
    private const double MostBytes = 1e15;

    private readonly Dictionary<int, IterationBatch> _batches = [];
    private readonly CsvReader _csv;
    private readonly int _batch;
    private readonly int _seconds;
    private readonly int? _rate;
    private readonly int? _latency;
    private readonly int? _memory;

    private IterationReader(CsvReader csv)
    {
        _csv = csv;
        _batch = CsvText.Column(csv, "Batch_Size") ?? throw Missing("Batch_Size");
        _seconds = CsvText.Column(csv, "Elapsed_Times") ?? throw Missing("Elapsed_Times");
        _rate = CsvText.Column(csv, "Throughput");
        _latency = CsvText.Column(csv, "Latency");
        _memory = CsvText.Column(csv, "GPU_Memory_Usage");
        if (_rate is null && _latency is null)
        {
            throw Missing("Throughput or Latency");
        }
    }

    /// <summary>Lines that cannot be used.</summary>
    public LeftOut LeftOut { get; } = new("line", "lines");

    /// <summary>Lines below the header.</summary>
    public long Lines { get; private set; }

    /// <summary>What the file holds, in the order of the file.</summary>
    public IReadOnlyCollection<IterationBatch> Batches => _batches.Values;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">A column is missing.</exception>
    /// <exception cref="CsvFormatException">A line is longer than a line can be.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to read it.</exception>
    public static IterationReader Read(string path)
    {
        using CsvReader csv = CsvText.Open(path);
        IterationReader reader = new(csv);
        while (csv.Read())
        {
            reader.Lines++;
            reader.AddLine();
        }

        return reader;
    }

    private static InvalidDataException Missing(string column)
    {
        return new InvalidDataException($"there is no column {column}");
    }

    private void AddLine()
    {
        double batch = CsvText.Number(_csv, _batch);
        if (!(batch is >= 1 and <= int.MaxValue && batch == Math.Truncate(batch)))
        {
            Refuse("Batch_Size", _batch);
            return;
        }

        if (IsUsable("Elapsed_Times", _seconds, MostSeconds)
            && IsUsable("Throughput", _rate, MostImagesPerSecond)
            && IsUsable("Latency", _latency, MostSeconds)
            && IsUsable("GPU_Memory_Usage", _memory, MostBytes))
        {
            AddIteration((int)batch, CsvText.Number(_csv, _seconds));
        }
    }

    // A column that the file does not have at all is no fault of a line.
    private bool IsUsable(string name, int? column, double most)
    {
        if (column is not int index || IsWithin(CsvText.Number(_csv, index), most))
        {
            return true;
        }

        Refuse(name, index);
        return false;
    }

    private void AddIteration(int batch, double seconds)
    {
        double? rate = _rate is int rateColumn ? CsvText.Number(_csv, rateColumn) : null;
        double? latency = _latency is int latencyColumn ? CsvText.Number(_csv, latencyColumn) : null;
        if (IterationLine.CountImages(batch, seconds, rate, latency) is not long images || images / seconds > MostImagesPerSecond)
        {
            Refuse("Elapsed_Times", _seconds);
            return;
        }

        if (!_batches.TryGetValue(batch, out IterationBatch? found))
        {
            if (_batches.Count == MostBatchSizes)
            {
                Refuse($"Batch_Size beyond the first {MostBatchSizes} sizes", _batch);
                return;
            }

            _batches.Add(batch, found = new IterationBatch(batch));
        }

        found.Add(new IterationLine(seconds, images, rate, latency, _memory is int memory ? CsvText.Number(_csv, memory) : null));
    }

    private static bool IsWithin(double value, double most)
    {
        return value > 0 && value <= most;
    }

    private void Refuse(string column, int index)
    {
        LeftOut.Add(_csv.LineNumber, column, CsvText.Text(_csv, index));
    }
}
