namespace InferenceBench.Sampling.Nvml;

/// <summary>What CUDA says of its devices.</summary>
/// <param name="Devices">[ordinal]: the devices; null when CUDA was not found or failed.</param>
/// <param name="Problem">Why CUDA failed; null when it did not, or is not installed.</param>
internal sealed record CudaListing(IReadOnlyList<GpuIdentity>? Devices, string? Problem)
{
    /// <summary>CUDA is not installed.</summary>
    public static CudaListing NoLibrary { get; } = new(null, null);

    /// <summary>CUDA is installed and does not work.</summary>
    /// <param name="problem">Why.</param>
    public static CudaListing Failed(string problem)
    {
        return new CudaListing(null, problem);
    }
}
