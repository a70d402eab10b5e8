using System.Globalization;

namespace InferenceBench.Sampling.Nvml;

/// <summary>
/// Which of NVML's devices a CUDA ordinal is: never by number, because NVML counts along the PCI bus and CUDA from the fastest on, through <c>CUDA_DEVICE_ORDER</c> and
/// <c>CUDA_VISIBLE_DEVICES</c>.
/// </summary>
internal static class CudaDeviceMap
{
    private const string Remedy = "nvidia-smi -L lists the GPUs; CUDA_VISIBLE_DEVICES chooses those that CUDA sees";

    /// <summary>Finds the device.</summary>
    /// <param name="ordinal">CUDA's number of the device.</param>
    /// <param name="gpus">NVML's devices.</param>
    /// <param name="cuda">Asks CUDA for its devices.</param>
    /// <param name="visibleDevices">Value of <c>CUDA_VISIBLE_DEVICES</c>; null when it is not set.</param>
    /// <returns>Index in <paramref name="gpus"/>.</returns>
    /// <exception cref="NvmlException">The ordinal does not exist, or cannot be told which GPU it is.</exception>
    public static int Find(int ordinal, IReadOnlyList<GpuIdentity> gpus, Func<CudaListing> cuda, string? visibleDevices)
    {
        if (CudaVisibleDevices.HidesAll(visibleDevices))
        {
            throw Unknown(ordinal, $"CUDA_VISIBLE_DEVICES is '{visibleDevices}' and hides every GPU");
        }

        // The first of CUDA's devices can be no other than the only GPU: no need to start CUDA in this process.
        if (ordinal == 0 && gpus.Count == 1)
        {
            return 0;
        }

        CudaListing listing = cuda();
        if (listing.Problem is { } problem)
        {
            throw Unknown(ordinal, problem);
        }

        return listing.Devices is { } devices ? Match(ordinal, devices, gpus) : FindByVariable(ordinal, gpus, visibleDevices);
    }

    private static int Match(int ordinal, IReadOnlyList<GpuIdentity> devices, IReadOnlyList<GpuIdentity> gpus)
    {
        if (ordinal < 0 || ordinal >= devices.Count)
        {
            throw Unknown(ordinal, string.Create(CultureInfo.InvariantCulture, $"CUDA sees {devices.Count} {(devices.Count == 1 ? "GPU" : "GPUs")}"));
        }

        (string? uuid, PciAddress? pci) = devices[ordinal];
        int byUuid = IndexOf(gpus, gpu => uuid is not null && uuid.Equals(gpu.Uuid, StringComparison.OrdinalIgnoreCase));
        int found = byUuid >= 0 ? byUuid : IndexOf(gpus, gpu => pci is not null && pci == gpu.Pci);
        return found >= 0 ? found : throw Unknown(ordinal, $"none of NVML's {gpus.Count} GPUs has its UUID ({uuid ?? "unknown"}) or PCI address");
    }

    private static int FindByVariable(int ordinal, IReadOnlyList<GpuIdentity> gpus, string? visibleDevices)
    {
        string file = Native.DriverLibraries.FileOf(Native.DriverLibraries.Cuda);
        string entry = visibleDevices is null
            ? throw Unknown(ordinal, $"{file} cannot be loaded, and only CUDA knows its order of {gpus.Count} GPUs")
            : CudaVisibleDevices.EntryOf(visibleDevices, ordinal) ?? throw Unknown(ordinal, $"CUDA_VISIBLE_DEVICES is '{visibleDevices}'");

        int[] named = [.. Enumerable.Range(0, gpus.Count).Where(index => CudaVisibleDevices.Names(entry, gpus[index].Uuid))];
        return named.Length == 1
            ? named[0]
            : throw Unknown(ordinal, $"{file} cannot be loaded, and '{entry}' of CUDA_VISIBLE_DEVICES is the UUID of {(named.Length == 0 ? "none" : "several")} of NVML's {gpus.Count} GPUs");
    }

    private static int IndexOf(IReadOnlyList<GpuIdentity> gpus, Func<GpuIdentity, bool> matches)
    {
        for (int i = 0; i < gpus.Count; i++)
        {
            if (matches(gpus[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static NvmlException Unknown(int ordinal, string why)
    {
        return new NvmlException(string.Create(CultureInfo.InvariantCulture, $"NVML cannot tell which GPU cuda:{ordinal} is: {why}"), Remedy);
    }
}
