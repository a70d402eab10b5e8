using InferenceBench.Sampling.Sources;
using InferenceBench.Sampling.Sources.Files;

namespace InferenceBench.Sampling.Rapl;

/// <summary>The energy counters that processors of Intel and AMD keep of themselves (running average power limit), as Linux shows them in <c>/sys/class/powercap</c>.</summary>
public sealed class RaplSensor : IPowerSensor
{
    internal const string SensorId = "rapl";
    private const string Remedy = "run as root";
    private readonly TimeProvider _time;

    /// <summary>The sensor.</summary>
    public RaplSensor()
        : this(TimeProvider.System)
    {
    }

    /// <summary>The sensor with a clock of a test's own.</summary>
    /// <param name="time">Tells when files are opened anew.</param>
    internal RaplSensor(TimeProvider time)
    {
        _time = time;
    }

    /// <inheritdoc/>
    public string Id => SensorId;

    /// <inheritdoc/>
    public SensorStatus Probe(SensorQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var files = new KernelFileSet(Id, _time);
        IReadOnlyList<RaplDomain> domains = OpenDomains(query.Root, files);
        if (domains.Count == 0)
        {
            return SensorStatus.No(Id, WhyNone(query.Root));
        }

        RaplDomain? unreadable = domains.FirstOrDefault(static domain => domain.Problem is not null);
        string[] reads = [.. domains.Where(static domain => domain.Problem is null).Select(static domain => domain.Zone.Name)];
        if (reads.Length == 0)
        {
            return unreadable!.IsDenied
                ? SensorStatus.No(Id, "needs root: energy_uj is readable by root only since CVE-2020-8694", Remedy, SensorAccess.Denied)
                : SensorStatus.No(Id, unreadable.Problem!, access: SensorAccess.Granted);
        }

        return new SensorStatus(Id, IsAvailable: true, SensorAccess.Granted, unreadable?.Problem, unreadable?.IsDenied == true ? Remedy : null, reads);
    }

    /// <inheritdoc/>
    public IPowerSource Open(SensorQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var files = new KernelFileSet(Id, _time);
        IReadOnlyList<RaplDomain> domains = OpenDomains(query.Root, files);
        if (domains.Any(static domain => domain.Counter is not null))
        {
            return new RaplSource(files, domains, ReadProcessor(query.Root), RaplFinder.HasMmio(query.Root));
        }

        files.Dispose();
        SensorStatus status = Probe(query);
        throw new PowerSourceException(status.Remedy is null ? status.Reason! : $"{status.Reason}; {status.Remedy}");
    }

    private static IReadOnlyList<RaplDomain> OpenDomains(string root, KernelFileSet files)
    {
        return OperatingSystem.IsLinux() ? [.. RaplFinder.Find(root).Select(zone => RaplDomain.Open(zone, files))] : [];
    }

    private static string WhyNone(string root)
    {
        return !OperatingSystem.IsLinux()
            ? "no RAPL here: it is read on Linux only"
            : $"no RAPL here: no intel-rapl:N in {RaplFinder.Place(root)} "
                + (RaplFinder.HasMmio(root) ? "(intel-rapl-mmio alone is not read: load the module intel_rapl_msr)" : "(virtual machines usually hide it)");
    }

    private static string? ReadProcessor(string root)
    {
        string? line = KernelText.Read(Path.Combine(root, "proc/cpuinfo"))?.Split('\n').FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
