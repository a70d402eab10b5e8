namespace InferenceBench.Sampling.Tegrastats;

/// <summary>The GPU: <c>GR3D_FREQ 12%@[1300,1300]</c>.</summary>
/// <param name="LoadPercent">Load in %; null when the line does not say (<c>@[0,0,0]</c> on Thor).</param>
/// <param name="Megahertz">Clocks of its graphics processing clusters in MHz; empty when the line does not say.</param>
public sealed record GpuLoad(double? LoadPercent, IReadOnlyList<double> Megahertz);
