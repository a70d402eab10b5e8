using System.Diagnostics;
using System.Globalization;
using CsvHelper;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Verbs.Power;

/// <summary>Reads sources at an interval and writes what they say.</summary>
/// <param name="sources">Open sources.</param>
/// <param name="output">Takes the lines.</param>
internal sealed class WatchLoop(IReadOnlyList<IPowerSource> sources, TextWriter output)
{
    private readonly double[][] _values = [.. sources.Select(static source => new double[source.Channels.Count])];
    private readonly long[] _timesNs = new long[sources.Count];

    /// <summary>Writes the header of a CSV.</summary>
    public void WriteCsvHeader()
    {
        output.WriteLine("t_ns,source,rail,value,unit");
    }

    /// <summary>Reads all sources.</summary>
    /// <exception cref="PowerSourceException">A sensor is gone.</exception>
    public void Read()
    {
        for (int i = 0; i < sources.Count; i++)
        {
            long before = Stopwatch.GetTimestamp();
            sources[i].Read(_values[i]);
            long middle = before + ((Stopwatch.GetTimestamp() - before) / 2);
            _timesNs[i] = (long)(middle * (1e9 / Stopwatch.Frequency));
        }
    }

    /// <summary>Writes a line for people.</summary>
    /// <param name="table">Its columns.</param>
    /// <param name="seconds">Time since the start.</param>
    public void WriteRow(WatchTable table, double seconds)
    {
        output.WriteLine(table.Row(seconds, [.. _values.SelectMany(static values => values)]));
    }

    /// <summary>Writes a row for each value; none for a reading that failed.</summary>
    public void WriteCsv()
    {
        using var csv = CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        for (int i = 0; i < sources.Count; i++)
        {
            foreach ((PowerChannel channel, double value) in sources[i].Channels.Zip(_values[i]).Where(static row => double.IsFinite(row.Second)))
            {
                csv.WriteRecord([Text(_timesNs[i]), sources[i].Id, channel.Name, Text(value), channel.Unit]);
            }
        }
    }

    private static string Text(IFormattable value)
    {
        return value.ToString(null, CultureInfo.InvariantCulture);
    }
}
