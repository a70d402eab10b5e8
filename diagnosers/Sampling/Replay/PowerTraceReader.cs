using System.Globalization;
using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Replay;

/// <summary>Reads the lines of a trace. Two columns of numbers: no CSV library, because Sampling has no packages.</summary>
internal sealed class PowerTraceReader
{
    private const string TimeColumn = "t_ns";
    private const double ExactIntegers = 1L << 53;

    private static readonly Dictionary<string, PowerChannel> s_columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["watts"] = new("power", PowerScope.Board, ChannelKind.InstantaneousPower, "W"),
        ["energy_uj"] = new("energy", PowerScope.Board, ChannelKind.EnergyCounter, "uJ"),
        ["energy_mj"] = new("energy", PowerScope.Board, ChannelKind.EnergyCounter, "mJ"),
    };

    private readonly string _file;
    private readonly List<long> _timesNs = [];
    private readonly List<decimal?> _counts = [];
    private readonly List<double> _watts = [];
    private string[] _header = [];
    private int _timeColumn;
    private int _valueColumn;
    private int _line;

    /// <summary>A reader.</summary>
    /// <param name="file">The file, for messages.</param>
    public PowerTraceReader(string file)
    {
        _file = file;
    }

    /// <summary>Reads all lines.</summary>
    /// <exception cref="PowerSourceException">A line is no part of a trace.</exception>
    public PowerTrace Read(IEnumerable<string> lines)
    {
        PowerChannel? channel = null;
        foreach (string line in lines)
        {
            _line++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            string[] fields = Array.ConvertAll(line.Split(','), static field => field.Trim().Trim('"').Trim());
            if (channel is null)
            {
                channel = ReadHeader(fields);
            }
            else
            {
                ReadRow(fields, channel.Kind == ChannelKind.EnergyCounter);
            }
        }

        channel ??= ReadHeader([]);
        return new PowerTrace(_file, channel, new SampleSeries(_timesNs, channel.Kind == ChannelKind.EnergyCounter ? Counter() : _watts));
    }

    private PowerChannel ReadHeader(string[] fields)
    {
        string[] values = [.. fields.Where(s_columns.ContainsKey)];
        _header = fields;
        _timeColumn = Array.FindIndex(fields, static field => field.Equals(TimeColumn, StringComparison.OrdinalIgnoreCase));
        if (_timeColumn < 0 || values.Length != 1)
        {
            throw Refuse($"the header must be {TimeColumn},watts or {TimeColumn},energy_uj or {TimeColumn},energy_mj, not '{Shorten(string.Join(',', fields))}'");
        }

        _valueColumn = Array.IndexOf(fields, values[0]);
        return s_columns[values[0]];
    }

    private void ReadRow(string[] fields, bool isCounter)
    {
        if (fields.Length > _header.Length)
        {
            throw Refuse($"{fields.Length} fields, but the header has {_header.Length}");
        }

        string time = fields.ElementAtOrDefault(_timeColumn) ?? "";
        string value = fields.ElementAtOrDefault(_valueColumn) ?? "";
        _timesNs.Add(TryParse(time) is { } ns && ns == decimal.Truncate(ns) && ns is >= long.MinValue and <= long.MaxValue
            ? (long)ns
            : throw Refuse($"{TimeColumn} '{Shorten(time)}' is no whole number of nanoseconds"));
        if (isCounter)
        {
            _counts.Add(IsMissing(value) ? null : TryParse(value) ?? throw NoNumber(value));
        }
        else
        {
            _watts.Add(IsMissing(value) ? double.NaN
                : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double watts) ? watts : throw NoNumber(value));
        }
    }

    // Decimal: exact for every Int64, and for the 5000000.0 that tools write once a column has missing values.
    private static decimal? TryParse(string text)
    {
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;
    }

    private static bool IsMissing(string value)
    {
        return value.TrimStart('+', '-').ToUpperInvariant() is "" or "NAN" or "INF" or "INFINITY";
    }

    private List<double> Counter()
    {
        decimal first = _counts.Any(static count => Math.Abs((double)(count ?? 0)) > ExactIntegers) ? _counts.First(static count => count is not null)!.Value : 0;
        return _counts.ConvertAll(count => count is { } value ? (double)(value - first) : double.NaN);
    }

    private PowerSourceException NoNumber(string value)
    {
        return Refuse($"{_header[_valueColumn]} '{Shorten(value)}' is no number");
    }

    private PowerSourceException Refuse(string why)
    {
        return new PowerSourceException($"{_file} line {Math.Max(1, _line)}: {why}");
    }

    private static string Shorten(string text)
    {
        return text.Length <= 60 ? text : $"{text[..60]}…";
    }
}
