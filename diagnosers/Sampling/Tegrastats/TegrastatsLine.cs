namespace InferenceBench.Sampling.Tegrastats;

/// <summary>What one line of <c>tegrastats</c> says. Null or empty: the line does not say it, which is not zero.</summary>
public sealed record TegrastatsLine
{
    /// <summary>Local time of the board with a resolution of 1 s and without a zone (since JetPack 5).</summary>
    public DateTime? LocalTime { get; init; }

    /// <summary>Memory of the module.</summary>
    public RamUse? Ram { get; init; }

    /// <summary>Swap space.</summary>
    public SwapUse? Swap { get; init; }

    /// <summary>Memory local to the video engines.</summary>
    public IramUse? Iram { get; init; }

    /// <summary>Processor cores in order; null for one that is off. The list is null when the line has none.</summary>
    public IReadOnlyList<ClockedLoad?>? Cpus { get; init; }

    /// <summary>Memory controller.</summary>
    public ClockedLoad? Emc { get; init; }

    /// <summary>GPU.</summary>
    public GpuLoad? Gr3d { get; init; }

    /// <summary>Second GPU: on Orin the same one's second cluster, as early releases of JetPack 5 print it.</summary>
    public GpuLoad? Gr3d2 { get; init; }

    /// <summary>Code translation of Xavier.</summary>
    public MtsLoad? Mts { get; init; }

    /// <summary>Engines by name without <c>_FREQ</c>, in the order of the line.</summary>
    public IReadOnlyDictionary<string, EngineState> Engines { get; init; } = new Dictionary<string, EngineState>();

    /// <summary>Temperatures in °C by zone, in the order of the line; zones without power are not among them.</summary>
    public IReadOnlyDictionary<string, double> TemperaturesCelsius { get; init; } = new Dictionary<string, double>();

    /// <summary>Temperature of the hottest zone in °C; null when there is none.</summary>
    public double? HottestCelsius => TemperaturesCelsius.Count > 0 ? TemperaturesCelsius.Values.Max() : null;

    /// <summary>Zones whose sensor has no power: the tool prints -256 °C for them.</summary>
    public IReadOnlyList<string> UnpoweredZones { get; init; } = [];

    /// <summary>Rails by name, in the order of the line.</summary>
    public IReadOnlyDictionary<string, RailPower> Rails { get; init; } = new Dictionary<string, RailPower>();

    /// <summary>Channels of the sensor that are not connected: <c>NC 0mW/0mW</c>.</summary>
    public int NotConnectedRails { get; init; }

    /// <summary>Power of the module in watts from the current values of the rails that make it on this board; null when they are not known or not all there.</summary>
    public double? TotalWatts { get; init; }

    /// <summary>
    /// Whether the line is cut: it ends inside a value, a value cannot be read, or it lacks what every whole line of the tool has, memory and processor cores.
    /// What could be read is there all the same.
    /// </summary>
    public bool IsIncomplete { get; init; }
}
