using System.Globalization;
using System.Text.RegularExpressions;
using InferenceBench.Sampling.Nvml.Native;

namespace InferenceBench.Sampling.Nvml;

/// <summary>One of NVML's devices with all that never changes.</summary>
internal sealed partial class NvmlGpu
{
    // GA100 in the PCI ID Repository (pci.ids, vendor 10de): A100, A30, A800, A100X, A30X, CMP 170HX.
    private const uint FirstGa100DeviceId = 0x20b0;
    private const uint LastGa100DeviceId = 0x20ff;

    public NvmlGpu(uint index, NvmlDevice device)
    {
        Device = device;
        Name = device.ReadName() ?? string.Create(CultureInfo.InvariantCulture, $"GPU {index}");
        bool hasPci = device.ReadPci(out PciAddress address, out uint deviceAndVendorId) == NvmlReturn.Success;
        Identity = new GpuIdentity(device.ReadUuid(), hasPci ? address : null);
        Architecture = device.ReadArchitecture();
        IsGa100 = Architecture == NvmlArchitecture.Ampere && LooksLikeGa100(Name, hasPci ? deviceAndVendorId >> 16 : 0);
    }

    /// <summary>What reads it.</summary>
    public NvmlDevice Device { get; }

    /// <summary>The product name.</summary>
    public string Name { get; }

    /// <summary>What tells it from others.</summary>
    public GpuIdentity Identity { get; }

    /// <summary>The architecture.</summary>
    public NvmlArchitecture Architecture { get; }

    /// <summary>Whether it is the one Ampere whose <c>nvmlDeviceGetPowerUsage</c> is not averaged; NVML calls all of them Ampere.</summary>
    public bool IsGa100 { get; }

    /// <summary>Name and UUID, for people.</summary>
    public string Title => Identity.Uuid is null ? Name : $"{Name} ({Identity.Uuid})";

    /// <summary>
    /// Whether <c>nvmlDeviceGetPowerUsage</c> gives the mean of the last second: it does on Ampere, except GA100, and on all that came later (<c>nvml.h</c> 12.4, the
    /// function's comment). Taken as averaged when the architecture cannot be read.
    /// </summary>
    public bool AveragesPowerUsage => Architecture == NvmlArchitecture.Unknown || (Architecture >= NvmlArchitecture.Ampere && !IsGa100);

    /// <summary>Whether a device is a GA100.</summary>
    /// <param name="name">Product name.</param>
    /// <param name="deviceId">PCI device id; 0 when it is not known.</param>
    internal static bool LooksLikeGa100(string name, uint deviceId)
    {
        return deviceId is >= FirstGa100DeviceId and <= LastGa100DeviceId || Ga100Name().IsMatch(name);
    }

    // Whole words: an RTX A3000 is no A30.
    [GeneratedRegex(@"\b(A100X?|A30X?|A800|170HX)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Ga100Name();
}
