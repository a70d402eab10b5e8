using InferenceBench.Reporting.Schema;
using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Replay;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Diagnosers.Power;

/// <summary>The open sources of a run. A source that cannot be opened is an answer: the run goes on and its energies say why they are missing.</summary>
internal sealed class PowerFeeds : IDisposable
{
    private readonly Dictionary<PowerSelection, PowerFeed> _feeds = [];

    private PowerFeeds()
    {
    }

    /// <summary>Samples what could be opened; null when there is nothing to sample.</summary>
    public IPowerSampler? Sampler { get; private set; }

    /// <summary>Opens all sources of a plan and starts sampling them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="hardware">The machine.</param>
    public static PowerFeeds Open(PowerPlan plan, PowerHardware hardware)
    {
        var feeds = new PowerFeeds();
        List<(PowerSelection Selection, IPowerSource Source)> opened = [];
        foreach (PowerSelection selection in plan.Selections)
        {
            if (plan.Replays.TryGetValue(selection, out ReplayTrace? replay))
            {
                feeds._feeds.Add(selection, new PowerFeed(replay.Source, -1, replay, null));
            }
            else if (feeds.TryOpen(selection, hardware) is { } source)
            {
                opened.Add((selection, source));
            }
        }

        feeds.Sample(opened, hardware);
        return feeds;
    }

    /// <summary>Where the readings of a source come from.</summary>
    /// <param name="selection">A source of the plan.</param>
    public PowerFeed Of(PowerSelection selection)
    {
        return _feeds[selection];
    }

    /// <summary>Readings of a source around a span.</summary>
    /// <param name="feed">The source; it has readings.</param>
    /// <param name="span">The span; a replay starts with it.</param>
    public PowerRecording Record(PowerFeed feed, EnergyWindow span)
    {
        return feed.Replay is { } replay ? replay.StartingAt(span.FromNs) : Sampler!.Capture(feed.Index, span);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Sampler?.Dispose();
    }

    private IPowerSource? TryOpen(PowerSelection selection, PowerHardware hardware)
    {
        try
        {
            return hardware.Open(selection);
        }
#pragma warning disable CA1031 // Nothing that a sensor does may cost the run its latencies.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _feeds.Add(selection, PowerFeed.None(OneLine.Of(exception.Message) ?? exception.GetType().Name));
            return null;
        }
    }

    private void Sample(List<(PowerSelection Selection, IPowerSource Source)> opened, PowerHardware hardware)
    {
        if (opened.Count == 0)
        {
            return;
        }

        string? reason = null;
        string[][] notes = [];
        try
        {
            notes = [.. opened.Select(static pair => pair.Source.Notes.ToArray())];
            Sampler = hardware.Sample([.. opened.Select(static pair => pair.Source)]);
        }
#pragma warning disable CA1031 // see above
        catch (Exception exception)
#pragma warning restore CA1031
        {
            reason = $"sampling did not start: {OneLine.Of(exception.Message)}";
            opened.ForEach(static pair => pair.Source.Dispose());
        }

        for (int i = 0; i < opened.Count; i++)
        {
            _feeds.Add(opened[i].Selection, reason is null ? new PowerFeed(Sampler!.Sources[i], i, null, null) { Notes = notes[i] } : PowerFeed.None(reason));
        }
    }
}
