namespace InferenceBench.Sampling.Sources;

/// <summary>One way from a source's channels to its energy. A source with several (NVML's counter and its power) has them cross-checked.</summary>
/// <param name="Name">How the report calls it: <c>counter</c>, <c>power</c>, <c>VDD_IN</c>, <c>package+dram</c>.</param>
/// <param name="Channels">Indexes of the channels whose energies are added; all of one <see cref="ChannelKind"/>, none a gauge.</param>
/// <param name="Kind">Their kind.</param>
/// <param name="Traits">What is known of the sensor.</param>
public sealed record EnergyRoute(string Name, IReadOnlyList<int> Channels, ChannelKind Kind, SensorTraits Traits);
