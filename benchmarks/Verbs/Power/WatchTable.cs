using System.Globalization;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Verbs.Power;

/// <summary>Lines of <c>power watch</c> for people: a column for each channel. Of a counter the mean power since the line before is shown.</summary>
internal sealed class WatchTable
{
    /// <summary>Lines between two headers.</summary>
    public const int LinesPerHeader = 20;

    private const int LeastWidth = 8;
    private readonly PowerChannel[] _channels;
    private readonly string[] _titles;
    private readonly string[] _units;
    private readonly double[] _before;
    private double _secondsBefore = double.NaN;

    /// <summary>A table.</summary>
    /// <param name="sources">The sources, in the order of their values.</param>
    public WatchTable(IReadOnlyList<IPowerSource> sources)
    {
        _channels = [.. sources.SelectMany(static source => source.Channels)];
        _titles = ["#", .. sources.SelectMany(source => source.Channels.Select(channel => sources.Count > 1 ? $"{source.Id}:{channel.Name}" : channel.Name))];
        _units = ["# s", .. _channels.Select(static channel => channel.Kind == ChannelKind.EnergyCounter ? "W" : ChannelText.Unit(channel))];
        _before = new double[_channels.Length];
        Array.Fill(_before, double.NaN);
    }

    /// <summary>Names and units, in two lines.</summary>
    public string Header => Align(_titles) + Environment.NewLine + Align(_units);

    /// <summary>One line.</summary>
    /// <param name="seconds">Time since the start.</param>
    /// <param name="values">Values of all sources, one after the other.</param>
    public string Row(double seconds, ReadOnlySpan<double> values)
    {
        string[] cells = new string[values.Length + 1];
        cells[0] = seconds.ToString("0.000", CultureInfo.InvariantCulture);
        for (int i = 0; i < values.Length; i++)
        {
            PowerChannel channel = _channels[i];
            cells[i + 1] = channel.Kind == ChannelKind.EnergyCounter
                ? ChannelText.Watts(CounterPower.Watts(channel, _before[i], values[i], seconds - _secondsBefore))
                : ChannelText.Value(channel, values[i]);
            _before[i] = values[i];
        }

        _secondsBefore = seconds;
        return Align(cells);
    }

    private string Align(string[] cells)
    {
        return string.Join("  ", cells.Select((cell, column) => column == 0 ? cell.PadRight(LeastWidth) : cell.PadLeft(Math.Max(LeastWidth, _titles[column].Length))));
    }
}
