namespace InferenceBench.Sampling.Tegrastats;

/// <summary>Memory of the module: <c>RAM 534/3964MB (lfb 98x4MB)</c>.</summary>
/// <param name="UsedMegabytes">In use, in MiB (which the tool calls MB).</param>
/// <param name="TotalMegabytes">All of it, in MiB.</param>
/// <param name="LargestFreeBlocks">Number of largest free blocks; null when the line does not say.</param>
/// <param name="LargestFreeBlockBytes">Size of each of them in bytes; null when the line does not say.</param>
public sealed record RamUse(double UsedMegabytes, double TotalMegabytes, long? LargestFreeBlocks, long? LargestFreeBlockBytes);
