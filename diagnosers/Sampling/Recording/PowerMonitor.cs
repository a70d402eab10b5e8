using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Recording;

/// <summary>Samples several sources at once, each on a thread of its own, from its start until it is disposed. Owns the sources.</summary>
public sealed class PowerMonitor : IDisposable
{
    private readonly PowerSampler[] _samplers;

    private PowerMonitor(PowerSampler[] samplers)
    {
        _samplers = samplers;
        Sources = [.. samplers.Select(static sampler => sampler.Describe())];
    }

    /// <summary>What is sampled, in the order of the sources.</summary>
    public IReadOnlyList<RecordedSource> Sources { get; }

    /// <summary>Measures the refresh period of each source (all at once, for at most 1 s) and starts sampling.</summary>
    /// <param name="sources">Open sources; a source that is lost while it starts is reported as lost by <see cref="Capture"/>.</param>
    public static PowerMonitor Start(IReadOnlyList<IPowerSource> sources)
    {
        return Start(sources, new SamplerSettings());
    }

    /// <summary>Measures the refresh period of each source (all at once, for at most 1 s) and starts sampling. When it returns, each source was read at least once or is lost.</summary>
    /// <param name="sources">Open sources; a source that is lost while it starts is reported as lost by <see cref="Capture"/>.</param>
    /// <param name="settings">How they are sampled.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is shorter than 1 ms.</exception>
    public static PowerMonitor Start(IReadOnlyList<IPowerSource> sources, SamplerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Period ?? SamplingPeriod.Shortest, SamplingPeriod.Shortest, nameof(settings));
        return new PowerMonitor([.. sources.Select(source => PowerSampler.Start(source, settings))]);
    }

    /// <summary>Copies the readings of a source. The sampler goes on meanwhile. Any thread.</summary>
    /// <param name="source">Index in <see cref="Sources"/>.</param>
    /// <param name="window">Readings from here to there; 1 s on either side is added where it is there, so that edges can be interpolated. When the last reading is before its end, another one is made first.</param>
    public PowerRecording Capture(int source, EnergyWindow window)
    {
        return _samplers[source].Capture(Sources[source], window);
    }

    /// <summary>Lets all sources be read as soon as possible, beside their schedule: a window is about to begin or has just ended, and readings near its edges are worth the most. Any thread; does not wait.</summary>
    public void Touch()
    {
        Array.ForEach(_samplers, static sampler => sampler.Touch());
    }

    /// <summary>What the sampler of a source has done so far; null when it never got a reading. Any thread.</summary>
    /// <param name="source">Index in <see cref="Sources"/>.</param>
    public SamplerStatistics? StatisticsOf(int source)
    {
        return _samplers[source].Statistics;
    }

    /// <summary>Leaves all sources alone until <see cref="Resume"/>; readings that have begun are finished. Any thread.</summary>
    public void Pause()
    {
        Array.ForEach(_samplers, static sampler => sampler.Pause());
    }

    /// <summary>Samples on after a pause. Any thread.</summary>
    public void Resume()
    {
        Array.ForEach(_samplers, static sampler => sampler.Resume());
    }

    /// <summary>Stops sampling and closes the sources. A reading that hangs in a driver is waited for no longer than 1 s.</summary>
    public void Dispose()
    {
        Array.ForEach(_samplers, static sampler => sampler.Stop());
        Array.ForEach(_samplers, static sampler => sampler.Dispose());
    }
}
