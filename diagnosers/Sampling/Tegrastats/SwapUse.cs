namespace InferenceBench.Sampling.Tegrastats;

/// <summary>Swap space: <c>SWAP 5/1982MB (cached 1MB)</c>.</summary>
/// <param name="UsedMegabytes">In use, in MiB (which the tool calls MB).</param>
/// <param name="TotalMegabytes">All of it, in MiB.</param>
/// <param name="CachedMegabytes">Part of it that is in memory too, in MiB; null when the line does not say.</param>
public sealed record SwapUse(double UsedMegabytes, double TotalMegabytes, double? CachedMegabytes);
