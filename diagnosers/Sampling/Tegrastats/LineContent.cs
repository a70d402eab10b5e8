using InferenceBench.Sampling.Ina3221;

namespace InferenceBench.Sampling.Tegrastats;

/// <summary>What has been read of a line so far.</summary>
internal sealed class LineContent
{
    private const string FrequencySuffix = "_FREQ";
    private const string LoadSuffix = "_LOAD";
    private readonly Dictionary<string, EngineState> _engines = [];
    private readonly Dictionary<string, double> _temperatures = [];
    private readonly List<string> _unpowered = [];
    private readonly Dictionary<string, RailPower> _rails = [];
    private RamUse? _ram;
    private SwapUse? _swap;
    private IramUse? _iram;
    private int _notConnected;
    private bool _hasRailWithUnit;

    public DateTime? LocalTime { get; set; }

    public IReadOnlyList<ClockedLoad?>? Cpus { get; set; }

    public ClockedLoad? Emc { get; set; }

    public GpuLoad? Gr3d { get; set; }

    public GpuLoad? Gr3d2 { get; set; }

    public MtsLoad? Mts { get; set; }

    /// <summary>Whether a value could not be read.</summary>
    public bool IsDamaged { get; set; }

    /// <summary>Whether one of the keys of memory was there, its value readable or not.</summary>
    public bool HasMemoryKey { get; set; }

    // Names with numbers occur in any log; these are the tool's own.
    private bool IsTegrastats => _ram is not null || _swap is not null || _iram is not null || Cpus is not null || Emc is not null || Gr3d is not null || Gr3d2 is not null
        || Mts is not null || _temperatures.Count > 0 || _unpowered.Count > 0 || _hasRailWithUnit || (LocalTime is not null && HasMemoryKey);

    /// <summary>Adds an amount of memory.</summary>
    /// <param name="key"><c>RAM</c>, <c>SWAP</c> or <c>IRAM</c>.</param>
    /// <param name="used">Bytes in use.</param>
    /// <param name="total">Bytes in all.</param>
    /// <param name="detail">The parenthesis after it; null without one.</param>
    /// <returns>Whether the parenthesis could be read.</returns>
    public bool AddMemory(string key, double used, double total, string? detail)
    {
        (long? Count, double Bytes)? free = MemoryValue.LargestFree(detail ?? string.Empty);
        double? cached = MemoryValue.Cached(detail ?? string.Empty);
        switch (key)
        {
            case "RAM":
                _ram = new RamUse(used / MemoryValue.Megabyte, total / MemoryValue.Megabyte, free is { } block ? block.Count ?? 1 : null, (long?)free?.Bytes);
                return detail is null || free is not null;
            case "SWAP":
                _swap = new SwapUse(used / MemoryValue.Megabyte, total / MemoryValue.Megabyte, cached / MemoryValue.Megabyte);
                return detail is null || cached is not null;
            default:
                _iram = new IramUse(used / MemoryValue.Kilobyte, total / MemoryValue.Kilobyte, free?.Bytes / MemoryValue.Kilobyte);
                return detail is null || free is not null;
        }
    }

    /// <summary>Adds a zone.</summary>
    /// <param name="temperature">Its temperature.</param>
    public void Add(TemperatureValue temperature)
    {
        if (!temperature.IsUnpowered)
        {
            _temperatures[temperature.Zone] = temperature.Celsius;
        }
        else if (!_unpowered.Contains(temperature.Zone))
        {
            _unpowered.Add(temperature.Zone);
        }
    }

    /// <summary>Adds a rail.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="power">Its power.</param>
    /// <param name="isCertain">Whether its unit shows that it is one.</param>
    public void Add(string name, RailPower power, bool isCertain)
    {
        _hasRailWithUnit |= isCertain;
        if (name == RailValue.NotConnected)
        {
            _notConnected++;
        }
        else
        {
            _rails[name] = power;
        }
    }

    /// <summary>Adds an engine. Two releases print load and clock under two names: they are one engine.</summary>
    /// <param name="key">Its name, with or without what is measured.</param>
    /// <param name="state">Its state.</param>
    public void Add(string key, EngineState state)
    {
        string name = Strip(Strip(key, FrequencySuffix), LoadSuffix);
        EngineState? before = state.IsOn ? _engines.GetValueOrDefault(name) : null;
        _engines[name] = state with { LoadPercent = state.LoadPercent ?? before?.LoadPercent, Megahertz = state.Megahertz ?? before?.Megahertz };
    }

    /// <summary>The line; null when nothing in it is the tool's.</summary>
    public TegrastatsLine? Build()
    {
        return !IsTegrastats ? null : new TegrastatsLine
        {
            LocalTime = LocalTime,
            Ram = _ram,
            Swap = _swap,
            Iram = _iram,
            Cpus = Cpus,
            Emc = Emc,
            Gr3d = Gr3d,
            Gr3d2 = Gr3d2,
            Mts = Mts,
            Engines = _engines,
            TemperaturesCelsius = _temperatures,
            UnpoweredZones = _unpowered,
            Rails = _rails,
            NotConnectedRails = _notConnected,
            TotalWatts = Total(),
            IsIncomplete = IsDamaged || _ram is null || Cpus is null,
        };
    }

    private double? Total()
    {
        BoardRule? rule = _rails.Count == 0 ? null : BoardMatch.Find(_rails.Keys, model: null);
        RailPower?[] parts = [.. (rule?.TotalRails ?? []).Select(wanted => _rails.FirstOrDefault(rail => rail.Key.Equals(wanted, StringComparison.OrdinalIgnoreCase)).Value)];

        // Whole milliwatts are added before they become a fraction.
        return parts.Length == 0 || parts.Contains(null) ? null : parts.Sum(static part => part!.CurrentMilliwatts) / 1000.0;
    }

    private static string Strip(string name, string suffix)
    {
        return name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
    }
}
