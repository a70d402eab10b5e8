namespace InferenceBench.Sampling.Tegrastats;

/// <summary>Power of one rail: <c>VDD_IN 5251mW/8535mW</c>.</summary>
/// <param name="CurrentMilliwatts">At the moment of the line, in mW. May be below zero: a sensor's offset.</param>
/// <param name="AverageMilliwatts">Mean since the tool was started, in mW: it belongs to no window.</param>
/// <param name="ThirdMilliwatts">Third field of JetPack 7 in mW, whose meaning is not documented (it looks like the greatest value); null without one.</param>
public sealed record RailPower(long CurrentMilliwatts, long AverageMilliwatts, long? ThirdMilliwatts);
