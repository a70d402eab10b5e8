using InferenceBench.Sampling.Nvml.Native;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Nvml;

/// <summary>What may be read of a device. Which of it a device gives, only a call tells.</summary>
internal static class NvmlReadings
{
    private const string FieldValues = nameof(NvmlMethods.nvmlDeviceGetFieldValues);

    /// <summary>Energy since the driver was loaded; Volta and newer.</summary>
    public static NvmlReading Energy { get; } = new(
        "energy counter",
        nameof(NvmlMethods.nvmlDeviceGetTotalEnergyConsumption),
        new PowerChannel("energy", PowerScope.Gpu, ChannelKind.EnergyCounter, "mJ"),
        static (NvmlDevice device, out double value) => device.ReadEnergy(out value));

    /// <summary>
    /// What shows the conditions under which power was drawn. PCIe throughput is not among them: a call measures for 20 ms and blocks meanwhile (<c>nvml.h</c>).
    /// </summary>
    /// <param name="device">The device, whose greatest clock is read here once for all.</param>
    public static IReadOnlyList<NvmlReading> GaugesOf(NvmlDevice device)
    {
        NvmlReturn maxClockCode = device.ReadMaxClock(NvmlDevice.SmClock, out double maxClock);
        return
        [
            Gauge(GaugeNames.GpuUtilization, "%", nameof(NvmlMethods.nvmlDeviceGetUtilizationRates), static (NvmlDevice device, out double value) => device.ReadUtilization(out value)),
            Gauge(GaugeNames.MemoryUsed, "B", nameof(NvmlMethods.nvmlDeviceGetMemoryInfo), static (NvmlDevice device, out double value) => device.ReadMemoryUsed(out value)),
            Gauge(GaugeNames.Temperature, "C", nameof(NvmlMethods.nvmlDeviceGetTemperature), static (NvmlDevice device, out double value) => device.ReadTemperature(out value)),
            Gauge(GaugeNames.SmClock, "MHz", nameof(NvmlMethods.nvmlDeviceGetClockInfo), static (NvmlDevice device, out double value) => device.ReadClock(NvmlDevice.SmClock, out value)),
            Gauge(GaugeNames.MaxSmClock, "MHz", nameof(NvmlMethods.nvmlDeviceGetMaxClockInfo), (NvmlDevice _, out double value) => Known(maxClockCode, maxClock, out value)),
            Gauge(GaugeNames.MemoryClock, "MHz", nameof(NvmlMethods.nvmlDeviceGetClockInfo), static (NvmlDevice device, out double value) => device.ReadClock(NvmlDevice.MemoryClock, out value)),
            Gauge(GaugeNames.ThrottleReasons, "", nameof(NvmlMethods.nvmlDeviceGetCurrentClocksEventReasons), static (NvmlDevice device, out double value) => device.ReadClockReasons(out value)),
            Gauge("pstate", "state", nameof(NvmlMethods.nvmlDeviceGetPerformanceState), static (NvmlDevice device, out double value) => device.ReadPerformanceState(out value)),
            Gauge("pcie_link_generation", "gen", nameof(NvmlMethods.nvmlDeviceGetCurrPcieLinkGeneration), static (NvmlDevice device, out double value) => device.ReadPcieGeneration(out value)),
            Gauge("pcie_link_width", "lanes", nameof(NvmlMethods.nvmlDeviceGetCurrPcieLinkWidth), static (NvmlDevice device, out double value) => device.ReadPcieWidth(out value)),
        ];
    }

    /// <summary>
    /// Ways to the power of a device, the best first: of the GPU at this moment, of the GPU averaged, and only then of a whole module with its CPU.
    /// </summary>
    /// <param name="averagesPowerUsage">Whether this device averages <c>nvmlDeviceGetPowerUsage</c>.</param>
    public static IReadOnlyList<NvmlReading> PowerOf(bool averagesPowerUsage)
    {
        ChannelKind usage = averagesPowerUsage ? ChannelKind.AveragedPower : ChannelKind.InstantaneousPower;
        return
        [
            Power("instantaneous power", FieldValues, PowerScope.Gpu, ChannelKind.InstantaneousPower, static (NvmlDevice device, out double value) =>
                device.ReadPowerField(NvmlDevice.PowerInstantField, NvmlDevice.GpuScope, out value)),
            Power("power usage", nameof(NvmlMethods.nvmlDeviceGetPowerUsage), PowerScope.Gpu, usage, static (NvmlDevice device, out double value) => device.ReadPowerUsage(out value)),
            Power("average power", FieldValues, PowerScope.Gpu, ChannelKind.AveragedPower, static (NvmlDevice device, out double value) =>
                device.ReadPowerField(NvmlDevice.PowerAverageField, NvmlDevice.GpuScope, out value)),
            Power("instantaneous power of the module", FieldValues, PowerScope.Module, ChannelKind.InstantaneousPower, static (NvmlDevice device, out double value) =>
                device.ReadPowerField(NvmlDevice.PowerInstantField, NvmlDevice.ModuleScope, out value)),
            Power("average power of the module", FieldValues, PowerScope.Module, ChannelKind.AveragedPower, static (NvmlDevice device, out double value) =>
                device.ReadPowerField(NvmlDevice.PowerAverageField, NvmlDevice.ModuleScope, out value)),
        ];
    }

    private static NvmlReading Power(string title, string call, PowerScope scope, ChannelKind kind, NvmlRead read)
    {
        return new NvmlReading(title, call, new PowerChannel("power", scope, kind, "W"), read);
    }

    private static NvmlReturn Known(NvmlReturn code, double known, out double value)
    {
        value = known;
        return code;
    }

    private static NvmlReading Gauge(string name, string unit, string call, NvmlRead read)
    {
        return new NvmlReading(name, call, new PowerChannel(name, PowerScope.Gpu, ChannelKind.Gauge, unit), read);
    }
}
