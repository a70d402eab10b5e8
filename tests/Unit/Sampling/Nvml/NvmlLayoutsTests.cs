using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using InferenceBench.Sampling.Nvml.Native;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Nvml;

/// <summary>Sizes and offsets as a C compiler gives them for <c>nvml.h</c> 11.8 and 12.4.</summary>
public sealed class NvmlLayoutsTests
{
    [Fact]
    public void Structs_have_the_sizes_of_the_header()
    {
        Assert.Equal(68, Unsafe.SizeOf<NvmlPciInfo>());
        Assert.Equal(24, Unsafe.SizeOf<NvmlMemory>());
        Assert.Equal(40, Unsafe.SizeOf<NvmlMemoryV2>());
        Assert.Equal(8, Unsafe.SizeOf<NvmlUtilization>());
        Assert.Equal(16, Unsafe.SizeOf<NvmlProcessInfoV1>());
        Assert.Equal(24, Unsafe.SizeOf<NvmlProcessInfoV2>());
        Assert.Equal(8, Unsafe.SizeOf<NvmlValue>());
        Assert.Equal(40, Unsafe.SizeOf<NvmlFieldValue>());
        Assert.Equal(12, Unsafe.SizeOf<NvmlTemperature>());
        Assert.Equal(4, Unsafe.SizeOf<NvmlReturn>());
    }

    [Fact]
    public void Fields_have_the_offsets_of_the_header()
    {
        Assert.Equal([0, 16, 20, 24, 28, 32, 36], Offsets<NvmlPciInfo>());
        Assert.Equal([0, 8, 16], Offsets<NvmlMemory>());
        Assert.Equal([0, 8, 16, 24, 32], Offsets<NvmlMemoryV2>());
        Assert.Equal([0, 4], Offsets<NvmlUtilization>());
        Assert.Equal([0, 8], Offsets<NvmlProcessInfoV1>());
        Assert.Equal([0, 8, 16, 20], Offsets<NvmlProcessInfoV2>());
        Assert.Equal([0, 4, 8, 16, 24, 28, 32], Offsets<NvmlFieldValue>());
        Assert.Equal([0, 4, 8], Offsets<NvmlTemperature>());
    }

    [Fact]
    public void Fields_stand_in_the_order_of_the_header()
    {
        Assert.Equal(["BusIdLegacy", "Domain", "Bus", "Device", "PciDeviceId", "PciSubSystemId", "BusId"], Names<NvmlPciInfo>());
        Assert.Equal(["Total", "Free", "Used"], Names<NvmlMemory>());
        Assert.Equal(["Version", "Total", "Reserved", "Free", "Used"], Names<NvmlMemoryV2>());
        Assert.Equal(["Pid", "UsedGpuMemory", "GpuInstanceId", "ComputeInstanceId"], Names<NvmlProcessInfoV2>());
        Assert.Equal(["FieldId", "ScopeId", "TimestampUs", "LatencyUs", "ValueType", "NvmlReturn", "Value"], Names<NvmlFieldValue>());
    }

    [Fact]
    public void Version_tags_hold_the_size_and_the_version()
    {
        Assert.Equal(NvmlMemoryV2.VersionTag, (uint)Unsafe.SizeOf<NvmlMemoryV2>() | (2u << 24));
        Assert.Equal(NvmlTemperature.VersionTag, (uint)Unsafe.SizeOf<NvmlTemperature>() | (1u << 24));
    }

    private static int[] Offsets<T>()
    {
        return [.. Names<T>().Select(static name => (int)Marshal.OffsetOf<T>(name))];
    }

    private static string[] Names<T>()
    {
        return [.. typeof(T).GetFields().Where(static field => !field.IsStatic).OrderBy(static field => field.MetadataToken).Select(static field => field.Name)];
    }
}
