namespace InferenceBench.Sampling.Energy;

/// <summary>A counter's curve at one moment.</summary>
/// <param name="Total">Units counted since the piece's first reading.</param>
/// <param name="UnitsPerNs">Slope there.</param>
/// <param name="WidthNs">Length of the interval within which the moment belonging to the total is known.</param>
/// <param name="KinkUnits">How far the total may be off because power changed between two nodes of the curve.</param>
internal readonly record struct CounterEdge(double Total, double UnitsPerNs, long WidthNs, double KinkUnits);
