using System.Diagnostics;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Verbs.Power;

/// <summary>Reads a source once, as a person would: again when a value was not there in this moment.</summary>
/// <param name="source">The source.</param>
internal sealed class SourceReader(IPowerSource source)
{
    // A failed reading is mostly a conversion or a writer in its middle; a source that has nothing yet may still be starting (tegrastats prints once a second).
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_patienceWithNothing = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_counterWindow = TimeSpan.FromMilliseconds(100);
    private readonly List<string> _notes = [.. source.Notes];

    /// <summary>Reads it.</summary>
    /// <exception cref="PowerSourceException">The sensor is gone.</exception>
    public PowerReadSource Read()
    {
        double[] values = ReadSettled();
        double? total = ReadTotal(ref values);
        (PowerChannel Channel, double Value)[] rows = [.. source.Channels.Zip(values)];
        string[] reason = source.NoEnergyReason is { } why ? [why] : [];
        return new PowerReadSource(
            source.Id,
            source.Board,
            source.Scope.ToString().ToLowerInvariant(),
            total,
            source.TotalRails,
            rows.Where(static row => IsPower(row.Channel) && row.Channel.Scope == PowerScope.Rail).ToDictionary(static row => row.Channel.Name, static row => OrNull(row.Value)),
            rows.Where(static row => row.Channel.Kind == ChannelKind.EnergyCounter).ToDictionary(static row => row.Channel.Name, static row => OrNull(row.Value * row.Channel.JoulesPerUnit)),
            [.. reason, .. _notes]) { Values = rows };
    }

    private double[] ReadSettled()
    {
        long start = Stopwatch.GetTimestamp();
        double[] best = ReadOnce();
        while (CountMissing(best) is > 0 and var missing)
        {
            TimeSpan patience = missing == CountMeasured() ? s_patienceWithNothing : s_patience;
            if (Stopwatch.GetElapsedTime(start) > patience)
            {
                break;
            }

            Thread.Sleep(s_pause);
            double[] next = ReadOnce();
            best = CountMissing(next) < missing ? next : best;
        }

        return best;
    }

    private double? ReadTotal(ref double[] values)
    {
        if (source.Routes.FirstOrDefault(static route => route.Kind != ChannelKind.EnergyCounter) is { } route)
        {
            double[] read = values;
            double? watts = OrNull(route.Channels.Sum(channel => read[channel]));
            Note(watts is null, $"no total: {string.Join(", ", source.TotalRails)} could not be read this time");
            return watts;
        }

        return source.Routes is [var counters, ..] ? MeasureTotal(counters, ref values) : null;
    }

    // The latest values are kept: they belong to the end of the window.
    private double? MeasureTotal(EnergyRoute route, ref double[] values)
    {
        double[] before = values;
        long start = Stopwatch.GetTimestamp();
        Thread.Sleep(s_counterWindow);
        double[] after = ReadOnce();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double watts = route.Channels.Sum(channel => CounterPower.Watts(source.Channels[channel], before[channel], after[channel], seconds));
        Note(watts == 0, $"no total: the counters did not move within {s_counterWindow.TotalMilliseconds:0} ms");
        Note(double.IsNaN(watts), "no total: a counter could not be read or went back");
        values = CountMissing(after) <= CountMissing(before) ? after : before;
        return watts > 0 ? OrNull(watts) : null;
    }

    private void Note(bool isSo, string note)
    {
        if (isSo)
        {
            _notes.Add(note);
        }
    }

    private double[] ReadOnce()
    {
        double[] values = new double[source.Channels.Count];
        source.Read(values);
        return values;
    }

    private int CountMeasured()
    {
        return source.Channels.Count(static channel => channel.Kind != ChannelKind.Gauge);
    }

    private int CountMissing(double[] values)
    {
        return source.Channels.Zip(values).Count(static row => row.First.Kind != ChannelKind.Gauge && !double.IsFinite(row.Second));
    }

    private static bool IsPower(PowerChannel channel)
    {
        return channel.Kind is ChannelKind.InstantaneousPower or ChannelKind.AveragedPower;
    }

    private static double? OrNull(double value)
    {
        return double.IsFinite(value) ? value : null;
    }
}
