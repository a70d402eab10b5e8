using System.Globalization;
using System.Runtime.InteropServices;

namespace InferenceBench.Sampling.Nvml.Native;

/// <summary>
/// Which entry points a library has, decided once, newest first. A number is the version of a function (1 has no suffix, 0 is missing). Drivers of different years,
/// virtual GPUs and the libraries of containers differ in what they export.
/// </summary>
internal sealed class NvmlExports
{
    private readonly nint _library;

    public NvmlExports(nint library)
    {
        _library = library;
        Init = Newest(nameof(NvmlMethods.nvmlInit), 2);
        Count = Newest(nameof(NvmlMethods.nvmlDeviceGetCount), 2);
        HandleByIndex = Newest(nameof(NvmlMethods.nvmlDeviceGetHandleByIndex), 2);
        PciInfo = Newest(nameof(NvmlMethods.nvmlDeviceGetPciInfo), 3);
        MemoryInfo = Newest(nameof(NvmlMethods.nvmlDeviceGetMemoryInfo), 2);
        ComputeProcesses = Newest(nameof(NvmlMethods.nvmlDeviceGetComputeRunningProcesses), 3);
        Shutdown = Has(nameof(NvmlMethods.nvmlShutdown));
        ErrorString = Has(nameof(NvmlMethods.nvmlErrorString));
        Name = Has(nameof(NvmlMethods.nvmlDeviceGetName));
        Uuid = Has(nameof(NvmlMethods.nvmlDeviceGetUUID));
        Architecture = Has(nameof(NvmlMethods.nvmlDeviceGetArchitecture));
        TotalEnergy = Has(nameof(NvmlMethods.nvmlDeviceGetTotalEnergyConsumption));
        PowerUsage = Has(nameof(NvmlMethods.nvmlDeviceGetPowerUsage));
        FieldValues = Has(nameof(NvmlMethods.nvmlDeviceGetFieldValues));
        Utilization = Has(nameof(NvmlMethods.nvmlDeviceGetUtilizationRates));
        Temperature = Has(nameof(NvmlMethods.nvmlDeviceGetTemperature));
        TemperatureV = Has(nameof(NvmlMethods.nvmlDeviceGetTemperatureV));
        ClockInfo = Has(nameof(NvmlMethods.nvmlDeviceGetClockInfo));
        MaxClockInfo = Has(nameof(NvmlMethods.nvmlDeviceGetMaxClockInfo));
        EventReasons = Has(nameof(NvmlMethods.nvmlDeviceGetCurrentClocksEventReasons));
        ThrottleReasons = Has(nameof(NvmlMethods.nvmlDeviceGetCurrentClocksThrottleReasons));
        PerformanceState = Has(nameof(NvmlMethods.nvmlDeviceGetPerformanceState));
        PcieGeneration = Has(nameof(NvmlMethods.nvmlDeviceGetCurrPcieLinkGeneration));
        PcieWidth = Has(nameof(NvmlMethods.nvmlDeviceGetCurrPcieLinkWidth));
        MigMode = Has(nameof(NvmlMethods.nvmlDeviceGetMigMode));
    }

    public int Init { get; }

    public int Count { get; }

    public int HandleByIndex { get; }

    public int PciInfo { get; }

    public int MemoryInfo { get; }

    public int ComputeProcesses { get; }

    public bool Shutdown { get; }

    public bool ErrorString { get; }

    public bool Name { get; }

    public bool Uuid { get; }

    public bool Architecture { get; }

    public bool TotalEnergy { get; }

    public bool PowerUsage { get; }

    public bool FieldValues { get; }

    public bool Utilization { get; }

    public bool Temperature { get; }

    public bool TemperatureV { get; }

    public bool ClockInfo { get; }

    public bool MaxClockInfo { get; }

    public bool EventReasons { get; }

    public bool ThrottleReasons { get; }

    public bool PerformanceState { get; }

    public bool PcieGeneration { get; }

    public bool PcieWidth { get; }

    public bool MigMode { get; }

    /// <summary>The functions without which nothing can be read and that the library lacks.</summary>
    public IReadOnlyList<string> MissingRequired =>
    [
        .. Init == 0 ? [nameof(NvmlMethods.nvmlInit_v2)] : (string[])[],
        .. Count == 0 ? [nameof(NvmlMethods.nvmlDeviceGetCount_v2)] : (string[])[],
        .. HandleByIndex == 0 ? [nameof(NvmlMethods.nvmlDeviceGetHandleByIndex_v2)] : (string[])[],
    ];

    /// <summary>A function's name with the suffix of its version.</summary>
    public static string NameOf(string name, int version)
    {
        return version > 1 ? string.Create(CultureInfo.InvariantCulture, $"{name}_v{version}") : name;
    }

    private int Newest(string name, int newest)
    {
        int version = newest;
        while (version > 0 && !Has(NameOf(name, version)))
        {
            version--;
        }

        return version;
    }

    private bool Has(string name)
    {
        return NativeLibrary.TryGetExport(_library, name, out _);
    }
}
