using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Sources;
using InferenceBench.Sampling.Sources.Files;

namespace InferenceBench.Sampling.Rapl;

/// <summary>
/// Energy counters of processor packages. The total is all packages and, where they have counters of their own, their memories; core and uncore are inside a package and psys contains
/// everything, so they are shown and never added.
/// </summary>
internal sealed class RaplSource : IPowerSource
{
    // 1 ms: Intel SDM volume 3, RAPL interfaces (energy status is updated about every millisecond). A counter misses nothing between two readings, and the edges of a case's
    // windows are read on demand: every 100 ms is often enough, and disturbs a load on all processors less. The gain is an assumption: RAPL models are
    // within some percent of a meter on servers, and nobody states a bound.
    private static readonly SensorTraits s_traits = new()
    {
        NominalRefresh = TimeSpan.FromMilliseconds(1),
        PollPeriod = TimeSpan.FromMilliseconds(100),
        MinimumWindow = TimeSpan.FromMilliseconds(100),
        GainUncertainty = 0.05,
    };

    private readonly KernelFileSet _files;
    private readonly RaplDomain[] _domains;

    /// <summary>A source over the domains that could be opened.</summary>
    /// <param name="files">Keeps their counters open; disposed with this source.</param>
    /// <param name="domains">All domains.</param>
    /// <param name="board">The processor.</param>
    /// <param name="hasMmio">Whether the second set of counters is there.</param>
    public RaplSource(KernelFileSet files, IReadOnlyList<RaplDomain> domains, string? board, bool hasMmio)
    {
        _files = files;
        _domains = [.. domains];
        Board = board;
        Channels = [.. domains.Select(static domain => domain.ToChannel())];
        int[] total = [.. IndexesOf(static zone => zone.IsPackage), .. IndexesOf(static zone => zone.IsDram).Where(index => domains[index].Problem is null)];
        bool hasDram = total.Any(index => domains[index].Zone.IsDram);
        NoEnergyReason = WhyNoTotal();
        TotalRails = [.. total.Select(index => domains[index].Zone.Name)];
        Routes = NoEnergyReason is null ? [new EnergyRoute(hasDram ? "package+dram" : "package", total, ChannelKind.EnergyCounter, s_traits)] : [];
        Flags = CreateFlags(hasDram);
        Notes = [.. CreateNotes(hasMmio)];
    }

    /// <inheritdoc/>
    public string Id => RaplSensor.SensorId;

    /// <inheritdoc/>
    public string? Board { get; }

    /// <inheritdoc/>
    public PowerScope Scope => PowerScope.Package;

    /// <inheritdoc/>
    public IReadOnlyList<PowerChannel> Channels { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> TotalRails { get; }

    /// <inheritdoc/>
    public IReadOnlyList<EnergyRoute> Routes { get; }

    /// <inheritdoc/>
    public string? NoEnergyReason { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Flags { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes { get; }

    /// <inheritdoc/>
    public void Read(Span<double> values)
    {
        _files.ThrowIfGone();
        for (int i = 0; i < _domains.Length; i++)
        {
            values[i] = Read(_domains[i].Counter);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _files.Dispose();
    }

    private double Read(KernelFile? counter)
    {
        if (counter is null)
        {
            return double.NaN;
        }

        if (counter.TryRead(out long microjoules))
        {
            return microjoules;
        }

        _files.ThrowIfGone(counter);
        return double.NaN;
    }

    private IEnumerable<int> IndexesOf(Predicate<RaplZone> predicate)
    {
        return Enumerable.Range(0, _domains.Length).Where(index => predicate(_domains[index].Zone));
    }

    private string? WhyNoTotal()
    {
        RaplDomain[] packages = [.. _domains.Where(static domain => domain.Zone.IsPackage)];
        string? repeated = packages.GroupBy(static package => package.Zone.Domain).FirstOrDefault(static group => group.Count() > 1)?.Key;
        RaplDomain? unreadable = Array.Find(packages, static package => package.Problem is not null);
        return (packages, repeated, unreadable) switch
        {
            ([], _, _) => "no total: RAPL shows no processor package here",
            (_, not null, _) => $"no total: {repeated} is there more than once",
            (_, _, not null) => $"no total: {unreadable.Problem}",
            _ => null,
        };
    }

    private List<string> CreateFlags(bool hasDram)
    {
        List<string> flags = [];
        if (hasDram)
        {
            flags.Add(EnergyFlags.IncludesDram);
        }

        if (Array.Exists(_domains, static domain => domain.Problem is not null && !domain.Zone.IsPackage))
        {
            flags.Add(EnergyFlags.RailUnavailable);
        }

        return flags;
    }

    private IEnumerable<string> CreateNotes(bool hasMmio)
    {
        foreach (string problem in _domains.Select(static domain => domain.Problem).OfType<string>())
        {
            yield return problem;
        }

        if (Array.Exists(_domains, static domain => domain.Zone.Domain == "psys"))
        {
            yield return "psys counts the whole platform: shown, never added";
        }

        if (hasMmio)
        {
            yield return "intel-rapl-mmio counts the same package again: left out";
        }
    }
}
