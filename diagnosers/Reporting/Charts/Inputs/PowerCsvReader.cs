using CsvHelper;

namespace InferenceBench.Reporting.Charts.Inputs;

/// <summary>Streams <c>power.csv</c> (format: <c>results/README.md</c>) into series of bounded size, whatever the file holds.</summary>
internal sealed class PowerCsvReader
{
    /// <summary>Name of the file in a run's folder.</summary>
    public const string FileName = "power.csv";

    private const int MostSeries = 64;
    private const int Columns = 5;
    private const double Unlikely = 1e18;

    // A damaged file may have quotes that never end, or no end of line at all.
    private static readonly CsvReaderOptions s_options = new() { Separator = ',', AllowLineBreaksInQuotes = false, MaxRecordSize = 64 * 1024, PoolStrings = true };

    // The gauges that the timeline shows, as sources name them; others (memory clock, fan) are in the file only.
    private static readonly HashSet<string> s_gauges = ["gpu_utilization", "sm_clock", "temperature"];
    private readonly Dictionary<(string Source, string Rail, string Unit), PowerSeries?> _series = [];
    private readonly long _mostBytes;

    /// <summary>A reader.</summary>
    /// <param name="mostBytes">How much of the file is read.</param>
    public PowerCsvReader(long mostBytes)
    {
        _mostBytes = mostBytes;
    }

    /// <summary>The series that the timeline shows, in the order of the file.</summary>
    public IEnumerable<PowerSeries> Series => _series.Values.OfType<PowerSeries>().Where(static series => series.Values.Count > 0);

    /// <summary>Why the file was not read to its end; null when it was.</summary>
    public string? Stopped { get; private set; }

    /// <summary>Reads a file. A file that cannot be read leaves what it had until then.</summary>
    /// <param name="path">The file.</param>
    public void Read(string path)
    {
        try
        {
            using var csv = CsvReader.FromFile(path, s_options);
            while (csv.Read())
            {
                if (csv.ByteOffset > _mostBytes)
                {
                    Stopped = FormattableString.Invariant($"only the first {_mostBytes / (1024 * 1024)} MiB of {FileName} are shown");
                    return;
                }

                if (csv.FieldCount == Columns)
                {
                    Add(csv);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            Stopped = $"{FileName} cannot be read to its end";
        }
    }

    private void Add(CsvReader csv)
    {
        if (!csv.TryParse(0, out long timeNs) || !csv.TryParse(3, out double value) || !(Math.Abs(value) < Unlikely))
        {
            return;
        }

        (string Source, string Rail, string Unit) key = (csv.GetString(1), csv.GetString(2), csv.GetString(4));
        if (!_series.TryGetValue(key, out PowerSeries? series))
        {
            // A file may name any number of rails.
            series = _series.Count < MostSeries ? SeriesOf(key.Source, key.Rail, key.Unit) : null;
            if (_series.Count < MostSeries * 4)
            {
                _series.Add(key, series);
            }
        }

        series?.Add(timeNs, value * ToJoules(key.Unit));
    }

    private static PowerSeries? SeriesOf(string source, string rail, string unit)
    {
        return unit switch
        {
            "W" => new PowerSeries(source, rail, "W", IsCounter: false),
            "uJ" or "mJ" => new PowerSeries(source, rail, "W", IsCounter: true),
            "%" or "MHz" or "C" when s_gauges.Contains(rail) => new PowerSeries(source, rail, unit, IsCounter: false),
            _ => null,
        };
    }

    private static double ToJoules(string unit)
    {
        return unit switch
        {
            "uJ" => 1e-6,
            "mJ" => 1e-3,
            _ => 1,
        };
    }
}
