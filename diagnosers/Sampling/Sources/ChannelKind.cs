namespace InferenceBench.Sampling.Sources;

/// <summary>What the values of a channel are.</summary>
public enum ChannelKind
{
    /// <summary>Power at the moment of the reading, in watts.</summary>
    InstantaneousPower,

    /// <summary>Power averaged by the sensor over a time that it chooses, in watts: it lags behind the load.</summary>
    AveragedPower,

    /// <summary>Energy since some start, in the channel's unit: only differences mean anything.</summary>
    EnergyCounter,

    /// <summary>Anything else that says under which conditions power was drawn: a clock, a temperature, a utilisation.</summary>
    Gauge,
}
