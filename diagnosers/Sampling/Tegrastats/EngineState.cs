namespace InferenceBench.Sampling.Tegrastats;

/// <summary>An engine beside CPU and GPU: <c>NVENC off</c>, <c>VIC_FREQ 729</c>, <c>NVDEC 79%@166</c>.</summary>
/// <param name="IsOn">Whether it is on; a clock of 0 counts as on, because the line does not say off.</param>
/// <param name="LoadPercent">Load in %; null when the line does not say.</param>
/// <param name="Megahertz">Clock in MHz, the greatest where there are several; null when the line does not say.</param>
public sealed record EngineState(bool IsOn, double? LoadPercent, double? Megahertz);
