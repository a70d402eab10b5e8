using System.Runtime.InteropServices;

namespace InferenceBench.Sampling.Nvml.Native;

/// <summary>
/// A device of an initialised library. Its readings convert to the units of the channels, allocate nothing, and give
/// <see cref="NvmlReturn.FunctionNotFound"/> where the library lacks the function. Any thread: NVML is thread-safe.
/// </summary>
internal sealed unsafe partial class NvmlDevice
{
    // NVML_DEVICE_NAME_V2_BUFFER_SIZE and NVML_DEVICE_UUID_V2_BUFFER_SIZE.
    private const int TextBytes = 96;
    private readonly nint _handle;
    private readonly NvmlExports _exports;

    public NvmlDevice(nint handle, NvmlExports exports)
    {
        _handle = handle;
        _exports = exports;
    }

    /// <summary>The product name, for example <c>NVIDIA A2</c>; null when it cannot be read.</summary>
    public string? ReadName()
    {
        byte* text = stackalloc byte[TextBytes];
        return Text(_exports.Name ? NvmlMethods.nvmlDeviceGetName(_handle, text, TextBytes) : NvmlReturn.FunctionNotFound, text);
    }

    /// <summary>The id, <c>GPU-</c> and 32 hexadecimal digits in groups; null when it cannot be read.</summary>
    public string? ReadUuid()
    {
        byte* text = stackalloc byte[TextBytes];
        return Text(_exports.Uuid ? NvmlMethods.nvmlDeviceGetUUID(_handle, text, TextBytes) : NvmlReturn.FunctionNotFound, text);
    }

    /// <summary>Where it sits on the PCI bus, and its device and vendor id.</summary>
    public NvmlReturn ReadPci(out PciAddress address, out uint deviceAndVendorId)
    {
        NvmlPciInfo pci = default;
        NvmlReturn code = _exports.PciInfo switch
        {
            3 => NvmlMethods.nvmlDeviceGetPciInfo_v3(_handle, &pci),
            2 => NvmlMethods.nvmlDeviceGetPciInfo_v2(_handle, &pci),
            1 => NvmlMethods.nvmlDeviceGetPciInfo(_handle, &pci),
            _ => NvmlReturn.FunctionNotFound,
        };
        address = new PciAddress(pci.Domain, pci.Bus, pci.Device);
        deviceAndVendorId = pci.PciDeviceId;
        return code;
    }

    /// <summary>The architecture; unknown when it cannot be read.</summary>
    public NvmlArchitecture ReadArchitecture()
    {
        NvmlArchitecture found = NvmlArchitecture.Unknown;
        NvmlReturn code = _exports.Architecture ? NvmlMethods.nvmlDeviceGetArchitecture(_handle, &found) : NvmlReturn.FunctionNotFound;
        return code == NvmlReturn.Success ? found : NvmlArchitecture.Unknown;
    }

    /// <summary>Whether the device is cut into instances (MIG); null when it cannot be read, as on every GPU without MIG.</summary>
    public bool? ReadMigMode()
    {
        uint current = 0;
        uint pending = 0;
        NvmlReturn code = _exports.MigMode ? NvmlMethods.nvmlDeviceGetMigMode(_handle, &current, &pending) : NvmlReturn.FunctionNotFound;
        return code == NvmlReturn.Success ? current == 1 : null;
    }

    /// <summary>Ids of the processes that compute on it; null when they cannot be read.</summary>
    public IReadOnlyList<uint>? ReadComputeProcesses()
    {
        return _exports.ComputeProcesses switch
        {
            >= 2 => ReadProcesses<NvmlProcessInfoV2>(CallProcesses, static process => process.Pid),
            1 => ReadProcesses<NvmlProcessInfoV1>(CallProcesses, static process => process.Pid),
            _ => null,
        };
    }

    private static string? Text(NvmlReturn code, byte* text)
    {
        return code == NvmlReturn.Success && Marshal.PtrToStringUTF8((nint)text) is { Length: > 0 } read ? read : null;
    }
}
