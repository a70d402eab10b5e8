using System.Globalization;
using InferenceBench.Sampling.Nvml.Native;

namespace InferenceBench.Sampling.Nvml;

/// <summary>Who else uses a GPU: NVML knows the energy of whole GPUs only.</summary>
/// <param name="IsMigOn">Whether the GPU is cut into instances.</param>
/// <param name="OtherProcesses">Processes that compute on it, without this one.</param>
internal sealed record NvmlSharing(bool IsMigOn, int OtherProcesses)
{
    /// <summary>Whether a case may have but a part of the GPU.</summary>
    public bool IsShared => IsMigOn || OtherProcesses > 0;

    /// <summary>The same in words.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            if (IsMigOn)
            {
                yield return "MIG is on: the energy is that of the whole GPU, not of an instance";
            }

            if (OtherProcesses > 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{OtherProcesses} other {(OtherProcesses == 1 ? "process computes" : "processes compute")} on this GPU");
            }
        }
    }

    /// <summary>Asks a device.</summary>
    /// <param name="device">The device.</param>
    public static NvmlSharing Of(NvmlDevice device)
    {
        int others = device.ReadComputeProcesses()?.Count(static pid => pid != Environment.ProcessId) ?? 0;
        return new NvmlSharing(device.ReadMigMode() == true, others);
    }
}
