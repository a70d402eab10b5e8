using InferenceBench.Sampling.Sources;

namespace InferenceBench.Tests.Unit.Sampling.Recording;

/// <summary>A source whose readings a test decides.</summary>
internal sealed class ScriptedSource : IPowerSource
{
    private readonly Script _read;

    /// <summary>A source with routes of one power channel each.</summary>
    public ScriptedSource(Script read, params SensorTraits[] routes)
    {
        _read = read;
        Channels = [.. Enumerable.Range(0, Math.Max(1, routes.Length)).Select(static i => new PowerChannel($"rail{i}", PowerScope.Module, ChannelKind.InstantaneousPower, "W"))];
        Routes = [.. routes.Select(static (traits, i) => new EnergyRoute($"rail{i}", [i], ChannelKind.InstantaneousPower, traits))];
    }

    /// <summary>Fills one reading; gets its number from 0.</summary>
    public delegate void Script(long number, Span<double> values);

    public static SensorTraits Traits { get; } = new()
    {
        NominalRefresh = TimeSpan.FromMilliseconds(40),
        PollPeriod = TimeSpan.FromMilliseconds(2),
        MinimumWindow = TimeSpan.FromSeconds(1),
        GainUncertainty = 0.01,
    };

    public string Id => "scripted";

    public string? Board => "a test";

    public PowerScope Scope => PowerScope.Module;

    public IReadOnlyList<PowerChannel> Channels { get; init; }

    public IReadOnlyList<string> TotalRails => [.. Channels.Select(static channel => channel.Name)];

    public IReadOnlyList<EnergyRoute> Routes { get; init; }

    public string? NoEnergyReason => null;

    public IReadOnlyList<string> Flags => [];

    public IReadOnlyList<string> Notes => [];

    public long Readings { get; private set; }

    public bool IsDisposed { get; private set; }

    public void Read(Span<double> values)
    {
        _read(Readings++, values);
    }

    public void Dispose()
    {
        IsDisposed = true;
    }
}
