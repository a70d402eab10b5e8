namespace InferenceBench.Sampling.Tegrastats;

/// <summary>Time that the processor of Xavier spends translating code: <c>MTS fg 0% bg 0%</c>.</summary>
/// <param name="ForegroundPercent">In the foreground, in %.</param>
/// <param name="BackgroundPercent">In the background, in %.</param>
public sealed record MtsLoad(double ForegroundPercent, double BackgroundPercent);
