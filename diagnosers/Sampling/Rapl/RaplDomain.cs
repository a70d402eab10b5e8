using InferenceBench.Sampling.Sources;
using InferenceBench.Sampling.Sources.Files;
using InferenceBench.Sampling.Sources.Native;

namespace InferenceBench.Sampling.Rapl;

/// <summary>A zone with its open counter.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Counter"><c>energy_uj</c>; null when it cannot be opened.</param>
/// <param name="Error">Error number of the opening or of the first read; 0 when it can be read.</param>
internal sealed record RaplDomain(RaplZone Zone, KernelFile? Counter, int Error)
{
    /// <summary>Whether this user may not read it.</summary>
    public bool IsDenied => FileCalls.MeansDenied(Error);

    /// <summary>Why it cannot be read, for people; null when it can.</summary>
    public string? Problem => this switch
    {
        { IsDenied: true } => $"{Zone.Name} needs root: energy_uj is readable by root only since CVE-2020-8694",
        { Error: not 0 } => $"{Zone.Name} cannot be read: energy_uj: {KernelFile.Describe(Error)}",
        _ => null,
    };

    /// <summary>Opens a zone's counter.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="files">Keeps it open.</param>
    public static RaplDomain Open(RaplZone zone, KernelFileSet files)
    {
        KernelFile? counter = files.TryOpen(Path.Combine(zone.Path, "energy_uj"), out int error);
        return new RaplDomain(zone, counter, counter is null || counter.TryRead(out _) ? error : counter.Error);
    }

    /// <summary>The channel. The counter wraps at <c>max_energy_range_uj</c>.</summary>
    public PowerChannel ToChannel()
    {
        long? range = KernelText.ReadNumber(Path.Combine(Zone.Path, "max_energy_range_uj"));
        return new PowerChannel(Zone.Name, Zone.Scope, ChannelKind.EnergyCounter, "uJ") { CounterRange = range > 0 ? range.Value : null };
    }
}
