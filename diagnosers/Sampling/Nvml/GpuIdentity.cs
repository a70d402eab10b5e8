namespace InferenceBench.Sampling.Nvml;

/// <summary>What tells a GPU from all others.</summary>
/// <param name="Uuid">Its id as NVML writes it, <c>GPU-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx</c>; null when it is not known.</param>
/// <param name="Pci">Where it sits; null when it is not known.</param>
internal sealed record GpuIdentity(string? Uuid, PciAddress? Pci)
{
    /// <summary>Writes CUDA's 16 bytes as NVML does.</summary>
    /// <param name="bytes">[16]: the id.</param>
    public static string FormatUuid(ReadOnlySpan<byte> bytes)
    {
        string digits = Convert.ToHexStringLower(bytes);
        return $"GPU-{digits[..8]}-{digits[8..12]}-{digits[12..16]}-{digits[16..20]}-{digits[20..]}";
    }
}
