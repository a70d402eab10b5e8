using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InferenceBench.Sampling.Nvml.Native;

// Layouts of nvml.h (11.8 and 12.4 agree in all of these). Only the fields that are read have meaning here; the others keep the offsets.

/// <summary><c>nvmlPciInfo_t</c>, 68 B. The versions before it are shorter and agree up to the device id.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlPciInfo
{
    public NvmlPciInfoLegacyId BusIdLegacy;
    public uint Domain;
    public uint Bus;
    public uint Device;

    /// <summary>Device id in the upper 16 bits, vendor id in the lower.</summary>
    public uint PciDeviceId;
    public uint PciSubSystemId;
    public NvmlPciInfoId BusId;
}

[InlineArray(16)]
internal struct NvmlPciInfoLegacyId
{
    private byte _first;
}

[InlineArray(32)]
internal struct NvmlPciInfoId
{
    private byte _first;
}

/// <summary><c>nvmlMemory_t</c>, 24 B; <c>used</c> holds what the driver reserves, too.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlMemory
{
    public ulong Total;
    public ulong Free;
    public ulong Used;
}

/// <summary><c>nvmlMemory_v2_t</c>, 40 B.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlMemoryV2
{
    /// <summary>What <see cref="Version"/> must hold: the size, and 2 in the top byte.</summary>
    public const uint VersionTag = 0x02000028;

    public uint Version;
    public ulong Total;
    public ulong Reserved;
    public ulong Free;
    public ulong Used;
}

/// <summary><c>nvmlUtilization_t</c>, 8 B, in %.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlUtilization
{
    public uint Gpu;
    public uint Memory;
}

/// <summary><c>nvmlProcessInfo_v1_t</c>, 16 B.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlProcessInfoV1
{
    public uint Pid;
    public ulong UsedGpuMemory;
}

/// <summary><c>nvmlProcessInfo_v2_t</c>, 24 B: of the functions <c>_v2</c> and <c>_v3</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlProcessInfoV2
{
    public uint Pid;
    public ulong UsedGpuMemory;
    public uint GpuInstanceId;
    public uint ComputeInstanceId;
}

/// <summary><c>nvmlValue_t</c>, 8 B: which member counts is <see cref="NvmlValueType"/>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 8)]
internal struct NvmlValue
{
    [FieldOffset(0)]
    public double Double;
    [FieldOffset(0)]
    public uint UInt;
    [FieldOffset(0)]
    public CULong ULong;
    [FieldOffset(0)]
    public ulong ULongLong;
    [FieldOffset(0)]
    public long LongLong;
    [FieldOffset(0)]
    public int Int;
}

/// <summary><c>nvmlFieldValue_t</c>, 40 B.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlFieldValue
{
    public uint FieldId;
    public uint ScopeId;
    public long TimestampUs;
    public long LatencyUs;
    public NvmlValueType ValueType;
    public NvmlReturn NvmlReturn;
    public NvmlValue Value;
}

/// <summary><c>nvmlTemperature_v1_t</c>, 12 B.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlTemperature
{
    /// <summary>What <see cref="Version"/> must hold: the size, and 1 in the top byte.</summary>
    public const uint VersionTag = 0x0100000c;

    public uint Version;
    public uint SensorType;
    public int Temperature;
}
