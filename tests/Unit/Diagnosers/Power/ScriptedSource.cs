using InferenceBench.Sampling.Recording;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Tests.Unit.Diagnosers.Power;

/// <summary>A source whose power is a function of time; beside it the gauges of a GPU, if it has any.</summary>
internal sealed class ScriptedSource : IPowerSource
{
    public static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(10);

    public required string Id { get; init; }

    /// <summary>Watts at a moment in nanoseconds.</summary>
    public required Func<long, double> Watts { get; init; }

    /// <summary>Values of the gauges by name.</summary>
    public IReadOnlyDictionary<string, Func<long, double>> Gauges { get; init; } = new Dictionary<string, Func<long, double>>();

    /// <summary>When it was lost, and why; null when it never is.</summary>
    public (long Ns, string Reason)? Lost { get; init; }

    public double Gain { get; init; } = 0.05;

    public ChannelKind Kind { get; init; } = ChannelKind.InstantaneousPower;

    public bool IsDisposed { get; private set; }

    public string? Board => "scripted board";

    public PowerScope Scope => PowerScope.Gpu;

    public IReadOnlyList<PowerChannel> Channels =>
        [new("power", Scope, Kind, Kind == ChannelKind.EnergyCounter ? "mJ" : "W"), .. Gauges.Keys.Select(name => new PowerChannel(name, Scope, ChannelKind.Gauge, ""))];

    public IReadOnlyList<string> TotalRails => ["power"];

    public IReadOnlyList<EnergyRoute> Routes =>
    [
        new("power", [0], Kind, new SensorTraits { NominalRefresh = Refresh, PollPeriod = Refresh, MinimumWindow = TimeSpan.FromSeconds(7), GainUncertainty = Gain }),
    ];

    public string? NoEnergyReason => null;

    public IReadOnlyList<string> Flags { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    public RecordedSource Describe()
    {
        return new RecordedSource(Id, Board, Scope, Channels, Routes, NoEnergyReason, Flags, [new RefreshPeriod(Refresh, true)]);
    }

    public void Read(Span<double> values)
    {
        throw new NotSupportedException("the scripted sampler asks the functions");
    }

    public void Dispose()
    {
        IsDisposed = true;
    }
}
