namespace InferenceBench.Sampling.Sources;

/// <summary>One value that a source reads.</summary>
/// <param name="Name">Rail, domain or quantity, as the hardware names it: <c>VDD_IN</c>, <c>package-0</c>, <c>energy</c>. Unique within its source.</param>
/// <param name="Scope">What it covers.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Unit">Unit of its values: <c>W</c>, <c>uJ</c>, <c>mJ</c>, <c>%</c>, <c>MHz</c>, <c>C</c>, <c>B</c>; empty for a bit mask.</param>
public sealed record PowerChannel(string Name, PowerScope Scope, ChannelKind Kind, string Unit)
{
    /// <summary>An energy counter's values are below this and start again from 0; in the channel's unit, null when it is not known.</summary>
    public double? CounterRange { get; init; }

    /// <summary>Joules of one unit of an energy counter; NaN for other channels.</summary>
    public double JoulesPerUnit => (Kind, Unit) switch
    {
        (ChannelKind.EnergyCounter, "uJ") => 1e-6,
        (ChannelKind.EnergyCounter, "mJ") => 1e-3,
        (ChannelKind.EnergyCounter, "J") => 1,
        _ => double.NaN,
    };
}
