using InferenceBench.Sampling.Nvml.Native;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Nvml;

/// <summary>Finds devices.</summary>
internal static class NvmlGpus
{
    /// <summary>Loads the library and initialises the driver.</summary>
    /// <exception cref="NvmlException">There is no library, it lacks what is needed, or the driver refuses.</exception>
    public static NvmlSession Start()
    {
        NvmlLibrary library = NvmlLibrary.TryLoad() ?? throw NvmlErrors.NoLibrary();
        if (library.Exports.MissingRequired is { Count: > 0 } missing)
        {
            string file = DriverLibraries.FileOf(DriverLibraries.Nvml);
            throw new NvmlException($"{file} is no NVML that can be used: it exports no {string.Join(", no ", missing)}", "install the NVIDIA driver's own library");
        }

        NvmlReturn code = NvmlSession.Start(library, out NvmlSession? session);
        return code == NvmlReturn.Success ? session! : throw NvmlErrors.Failed(library, library.InitName, code, "NVML cannot be initialised");
    }

    /// <summary>The devices that this process may use, in NVML's order.</summary>
    /// <param name="library">The library, initialised.</param>
    /// <exception cref="NvmlException">There is none.</exception>
    public static IReadOnlyList<NvmlGpu> List(NvmlLibrary library)
    {
        NvmlReturn code = library.GetCount(out uint count);
        if (code != NvmlReturn.Success)
        {
            throw NvmlErrors.Failed(library, library.CountName, code, "NVML cannot count the GPUs");
        }

        List<NvmlGpu> gpus = [];
        NvmlReturn refusal = NvmlReturn.Success;
        for (uint index = 0; index < count; index++)
        {
            // A container may hold fewer devices than the machine, and a dead GPU must not hide the others.
            NvmlReturn handleCode = library.GetHandle(index, out NvmlDevice? device);
            if (device is not null)
            {
                gpus.Add(new NvmlGpu(index, device));
            }

            refusal = refusal == NvmlReturn.Success ? handleCode : refusal;
        }

        return gpus.Count > 0 ? gpus : throw None(library, refusal);
    }

    /// <summary>The device that is asked for.</summary>
    /// <param name="gpus">All devices.</param>
    /// <param name="query">Which one.</param>
    /// <exception cref="NvmlException">It is none of them.</exception>
    public static NvmlGpu Choose(IReadOnlyList<NvmlGpu> gpus, SensorQuery query)
    {
        if (query.CudaOrdinal is not { } ordinal)
        {
            return gpus[0];
        }

        string? visibleDevices = Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES");
        return gpus[CudaDeviceMap.Find(ordinal, [.. gpus.Select(static gpu => gpu.Identity)], CudaDriver.List, visibleDevices)];
    }

    private static NvmlException None(NvmlLibrary library, NvmlReturn refusal)
    {
        return refusal == NvmlReturn.Success
            ? new NvmlException("NVML knows no GPU", "nvidia-smi -L lists the GPUs; in a container, start it with --gpus all")
            : NvmlErrors.Failed(library, library.HandleName, refusal, "NVML cannot open a GPU");
    }
}
