namespace InferenceBench.Sampling.Tegrastats;

/// <summary>Load and clock of a processor core or of the memory controller: <c>7%@729</c>.</summary>
/// <param name="LoadPercent">Load relative to the current clock, in %; null when the line does not say.</param>
/// <param name="Megahertz">Clock in MHz; null when the line does not say (without root, in containers).</param>
public sealed record ClockedLoad(double? LoadPercent, double? Megahertz);
