using InferenceBench.Sampling.Sources;

namespace InferenceBench.Tests.Unit.Verbs.Power;

/// <summary>A source whose readings a test gives; the last one stays.</summary>
internal sealed class ScriptedSource(IReadOnlyList<PowerChannel> channels, params double[][] readings) : IPowerSource
{
    private int _next;

    public string Id { get; init; } = "scripted";

    public string? Board => "a board";

    public PowerScope Scope => PowerScope.Gpu;

    public IReadOnlyList<PowerChannel> Channels => channels;

    public IReadOnlyList<string> TotalRails { get; init; } = [];

    public IReadOnlyList<EnergyRoute> Routes { get; init; } = [];

    public string? NoEnergyReason { get; init; }

    public IReadOnlyList<string> Flags => [];

    public IReadOnlyList<string> Notes => ["a note"];

    public static EnergyRoute Route(ChannelKind kind, params int[] channels)
    {
        var second = TimeSpan.FromSeconds(1);
        return new EnergyRoute("route", channels, kind, new SensorTraits { NominalRefresh = second, PollPeriod = second, MinimumWindow = second, GainUncertainty = 0 });
    }

    public void Read(Span<double> values)
    {
        readings[Math.Min(_next++, readings.Length - 1)].CopyTo(values);
    }

    public void Dispose()
    {
    }
}
