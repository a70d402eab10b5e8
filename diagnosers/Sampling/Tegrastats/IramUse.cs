namespace InferenceBench.Sampling.Tegrastats;

/// <summary>Memory local to the video engines: <c>IRAM 0/252kB(lfb 252kB)</c>.</summary>
/// <param name="UsedKilobytes">In use, in KiB (which the tool calls kB).</param>
/// <param name="TotalKilobytes">All of it, in KiB.</param>
/// <param name="LargestFreeBlockKilobytes">Its largest free block in KiB; null when the line does not say.</param>
public sealed record IramUse(double UsedKilobytes, double TotalKilobytes, double? LargestFreeBlockKilobytes);
