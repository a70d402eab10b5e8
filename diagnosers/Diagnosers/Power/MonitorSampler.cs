using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Diagnosers.Power;

/// <summary>The sampler of real runs.</summary>
internal sealed class MonitorSampler : IPowerSampler
{
    private readonly PowerMonitor _monitor;

    /// <summary>Starts sampling.</summary>
    /// <param name="sources">Open sources; closed with this object.</param>
    /// <param name="longestCase">The most time that one case may take.</param>
    public MonitorSampler(IReadOnlyList<IPowerSource> sources, TimeSpan longestCase)
    {
        var settings = new SamplerSettings();
        _monitor = PowerMonitor.Start(sources, longestCase < settings.Kept ? settings : settings with { Kept = longestCase });
    }

    /// <inheritdoc/>
    public IReadOnlyList<RecordedSource> Sources => _monitor.Sources;

    /// <inheritdoc/>
    public void Touch()
    {
        _monitor.Touch();
    }

    /// <inheritdoc/>
    public PowerRecording Capture(int source, EnergyWindow window)
    {
        return _monitor.Capture(source, window);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _monitor.Dispose();
    }
}
