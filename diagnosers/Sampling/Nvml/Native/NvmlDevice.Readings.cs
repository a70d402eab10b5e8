namespace InferenceBench.Sampling.Nvml.Native;

/// <content>What changes and is read again and again.</content>
internal sealed unsafe partial class NvmlDevice
{
    /// <summary><c>NVML_CLOCK_SM</c> of <c>nvml.h</c>.</summary>
    internal const uint SmClock = 1;

    /// <summary><c>NVML_CLOCK_MEM</c> of <c>nvml.h</c>.</summary>
    internal const uint MemoryClock = 2;

    /// <summary><c>NVML_FI_DEV_POWER_AVERAGE</c> of <c>nvml.h</c>, in mW.</summary>
    internal const uint PowerAverageField = 185;

    /// <summary><c>NVML_FI_DEV_POWER_INSTANT</c> of <c>nvml.h</c>, in mW.</summary>
    internal const uint PowerInstantField = 186;

    /// <summary><c>NVML_POWER_SCOPE_GPU</c> of <c>nvml.h</c>.</summary>
    internal const uint GpuScope = 0;

    /// <summary><c>NVML_POWER_SCOPE_MODULE</c> of <c>nvml.h</c>: with the CPU, where both sit on one module (Grace Hopper).</summary>
    internal const uint ModuleScope = 1;

    private const double UnitsPerMilliunit = 1e-3;
    private const uint GpuTemperatureSensor = 0;

    /// <summary>Energy since the driver was loaded, in mJ.</summary>
    public NvmlReturn ReadEnergy(out double millijoules)
    {
        ulong value = 0;
        NvmlReturn code = _exports.TotalEnergy ? NvmlMethods.nvmlDeviceGetTotalEnergyConsumption(_handle, &value) : NvmlReturn.FunctionNotFound;
        millijoules = value;
        return code;
    }

    /// <summary>Power in W.</summary>
    public NvmlReturn ReadPowerUsage(out double watts)
    {
        uint milliwatts = 0;
        NvmlReturn code = _exports.PowerUsage ? NvmlMethods.nvmlDeviceGetPowerUsage(_handle, &milliwatts) : NvmlReturn.FunctionNotFound;
        watts = milliwatts * UnitsPerMilliunit;
        return code;
    }

    /// <summary>A power field in W. The call succeeds whatever becomes of its fields: each has a code of its own.</summary>
    public NvmlReturn ReadPowerField(uint fieldId, uint scopeId, out double watts)
    {
        NvmlFieldValue field = new() { FieldId = fieldId, ScopeId = scopeId };
        NvmlReturn code = _exports.FieldValues ? NvmlMethods.nvmlDeviceGetFieldValues(_handle, 1, &field) : NvmlReturn.FunctionNotFound;
        watts = ToDouble(field) * UnitsPerMilliunit;
        return code == NvmlReturn.Success ? field.NvmlReturn : code;
    }

    /// <summary>Time with a kernel running in the last sampling period, in %.</summary>
    public NvmlReturn ReadUtilization(out double percent)
    {
        NvmlUtilization value = default;
        NvmlReturn code = _exports.Utilization ? NvmlMethods.nvmlDeviceGetUtilizationRates(_handle, &value) : NvmlReturn.FunctionNotFound;
        percent = value.Gpu;
        return code;
    }

    /// <summary>Memory in use in B.</summary>
    public NvmlReturn ReadMemoryUsed(out double bytes)
    {
        if (_exports.MemoryInfo == 2)
        {
            NvmlMemoryV2 memory = new() { Version = NvmlMemoryV2.VersionTag };
            NvmlReturn code = NvmlMethods.nvmlDeviceGetMemoryInfo_v2(_handle, &memory);
            bytes = memory.Used;
            return code;
        }

        NvmlMemory first = default;
        NvmlReturn firstCode = _exports.MemoryInfo == 1 ? NvmlMethods.nvmlDeviceGetMemoryInfo(_handle, &first) : NvmlReturn.FunctionNotFound;
        bytes = first.Used;
        return firstCode;
    }

    /// <summary>Temperature of the GPU in °C. The older function first: drivers up to 550 have no other.</summary>
    public NvmlReturn ReadTemperature(out double celsius)
    {
        if (_exports.Temperature || !_exports.TemperatureV)
        {
            uint value = 0;
            NvmlReturn code = _exports.Temperature ? NvmlMethods.nvmlDeviceGetTemperature(_handle, GpuTemperatureSensor, &value) : NvmlReturn.FunctionNotFound;
            celsius = value;
            return code;
        }

        NvmlTemperature temperature = new() { Version = NvmlTemperature.VersionTag, SensorType = GpuTemperatureSensor };
        NvmlReturn versionedCode = NvmlMethods.nvmlDeviceGetTemperatureV(_handle, &temperature);
        celsius = temperature.Temperature;
        return versionedCode;
    }

    /// <summary>A clock in MHz.</summary>
    public NvmlReturn ReadClock(uint type, out double megahertz)
    {
        uint value = 0;
        NvmlReturn code = _exports.ClockInfo ? NvmlMethods.nvmlDeviceGetClockInfo(_handle, type, &value) : NvmlReturn.FunctionNotFound;
        megahertz = value;
        return code;
    }

    /// <summary>The greatest value of a clock in MHz.</summary>
    public NvmlReturn ReadMaxClock(uint type, out double megahertz)
    {
        uint value = 0;
        NvmlReturn code = _exports.MaxClockInfo ? NvmlMethods.nvmlDeviceGetMaxClockInfo(_handle, type, &value) : NvmlReturn.FunctionNotFound;
        megahertz = value;
        return code;
    }

    /// <summary>Why clocks are held down, as a bit mask.</summary>
    public NvmlReturn ReadClockReasons(out double mask)
    {
        ulong value = 0;
        NvmlReturn code = (_exports.EventReasons, _exports.ThrottleReasons) switch
        {
            (true, _) => NvmlMethods.nvmlDeviceGetCurrentClocksEventReasons(_handle, &value),
            (_, true) => NvmlMethods.nvmlDeviceGetCurrentClocksThrottleReasons(_handle, &value),
            _ => NvmlReturn.FunctionNotFound,
        };
        mask = value;
        return code;
    }

    /// <summary>Performance state, 0 (fastest) to 15.</summary>
    public NvmlReturn ReadPerformanceState(out double state)
    {
        uint value = 0;
        NvmlReturn code = _exports.PerformanceState ? NvmlMethods.nvmlDeviceGetPerformanceState(_handle, &value) : NvmlReturn.FunctionNotFound;
        state = value;
        return code;
    }

    /// <summary>Generation of the PCIe link as it runs now.</summary>
    public NvmlReturn ReadPcieGeneration(out double generation)
    {
        uint value = 0;
        NvmlReturn code = _exports.PcieGeneration ? NvmlMethods.nvmlDeviceGetCurrPcieLinkGeneration(_handle, &value) : NvmlReturn.FunctionNotFound;
        generation = value;
        return code;
    }

    /// <summary>Lanes of the PCIe link as it runs now.</summary>
    public NvmlReturn ReadPcieWidth(out double lanes)
    {
        uint value = 0;
        NvmlReturn code = _exports.PcieWidth ? NvmlMethods.nvmlDeviceGetCurrPcieLinkWidth(_handle, &value) : NvmlReturn.FunctionNotFound;
        lanes = value;
        return code;
    }

    private static double ToDouble(in NvmlFieldValue field)
    {
        return field.ValueType switch
        {
            NvmlValueType.Double => field.Value.Double,
            NvmlValueType.UnsignedInt => field.Value.UInt,
            NvmlValueType.UnsignedLong => field.Value.ULong.Value,
            NvmlValueType.UnsignedLongLong => field.Value.ULongLong,
            NvmlValueType.SignedLongLong => field.Value.LongLong,
            NvmlValueType.SignedInt => field.Value.Int,
            _ => double.NaN,
        };
    }
}
