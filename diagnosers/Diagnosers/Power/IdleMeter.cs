using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Recording;

namespace InferenceBench.Diagnosers.Power;

/// <summary>Measures what the machine draws while nothing runs.</summary>
internal sealed class IdleMeter
{
    // Less tells nothing: what an interrupt leaves of a measurement.
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(500);
    private readonly PowerHardware _hardware;
    private readonly Action<string> _note;

    /// <summary>A meter.</summary>
    /// <param name="hardware">The machine.</param>
    /// <param name="note">Takes why a source has no idle power.</param>
    public IdleMeter(PowerHardware hardware, Action<string> note)
    {
        _hardware = hardware;
        _note = note;
    }

    /// <summary>Waits and measures all sampled sources.</summary>
    /// <param name="sampler">The sampler.</param>
    /// <param name="duration">How long.</param>
    /// <param name="isAfter">After the last case, not before the first.</param>
    /// <param name="cancellation">Cuts it short.</param>
    public IReadOnlyList<IdleMeasurement> Measure(IPowerSampler sampler, TimeSpan duration, bool isAfter, CancellationToken cancellation)
    {
        long start = _hardware.NowNs();
        _hardware.Wait(duration, cancellation);
        var window = new EnergyWindow(start, _hardware.NowNs());
        if (window.LengthNs < s_least.Ticks * TimeSpan.NanosecondsPerTick)
        {
            return [];
        }

        return [.. Enumerable.Range(0, sampler.Sources.Count).SelectMany(source => Of(sampler, source, window, isAfter))];
    }

    private IdleMeasurement[] Of(IPowerSampler sampler, int index, EnergyWindow window, bool isAfter)
    {
        // The edge that is still to come is held or interpolated like that of any window; waiting for it keeps counters exact.
        RecordedSource source = sampler.Sources[index];
        _hardware.WaitPast(window, source);
        PowerRecording recording = sampler.Capture(index, window);
        SourceEnergy[] energies = [.. source.Routes.Select(route => SourceEnergy.Of(recording, [window], route.Name)).DistinctBy(static energy => energy.Route)];
        IdleMeasurement[] measured = [.. energies.Select(energy => Of(energy, index, window, isAfter)).OfType<IdleMeasurement>()];
        if (measured.Length == 0)
        {
            string? reason = energies.Length > 0 ? energies[0].Reason : source.NoEnergyReason;
            _note($"idle power of {source.Id} could not be measured {(isAfter ? "after" : "before")} the cases: {reason ?? "it reads no total"}");
        }

        return measured;
    }

    private static IdleMeasurement? Of(SourceEnergy measured, int index, EnergyWindow window, bool isAfter)
    {
        // RandomUncertaintyJoules is an expanded one, k = 2.
        return measured is { Route: { } route, Energy: { Joules: { } joules, Seconds: > 0 and var seconds } energy }
            ? new IdleMeasurement(index, measured.Source.Id, route, isAfter, window, joules / seconds, (energy.RandomUncertaintyJoules ?? 0) / 2 / seconds)
            : null;
    }
}
