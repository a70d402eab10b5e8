using System.Runtime.InteropServices;

namespace InferenceBench.Sampling.Nvml.Native;

/// <summary>NVML as in <c>nvml.h</c>. Any of these may be missing from the library: <see cref="NvmlExports"/> knows which are there.</summary>
internal static unsafe partial class NvmlMethods
{
    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlInit();

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlInit_v2();

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlShutdown();

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial byte* nvmlErrorString(NvmlReturn result);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetCount(uint* deviceCount);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetCount_v2(uint* deviceCount);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetHandleByIndex(uint index, nint* device);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetHandleByIndex_v2(uint index, nint* device);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetName(nint device, byte* name, uint length);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetUUID(nint device, byte* uuid, uint length);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetPciInfo(nint device, NvmlPciInfo* pci);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetPciInfo_v2(nint device, NvmlPciInfo* pci);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetPciInfo_v3(nint device, NvmlPciInfo* pci);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetArchitecture(nint device, NvmlArchitecture* architecture);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetTotalEnergyConsumption(nint device, ulong* energyMillijoules);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetPowerUsage(nint device, uint* powerMilliwatts);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetFieldValues(nint device, int valuesCount, NvmlFieldValue* values);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetUtilizationRates(nint device, NvmlUtilization* utilizationPercent);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetMemoryInfo(nint device, NvmlMemory* memoryBytes);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetMemoryInfo_v2(nint device, NvmlMemoryV2* memoryBytes);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetTemperature(nint device, uint sensorType, uint* temperatureCelsius);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetTemperatureV(nint device, NvmlTemperature* temperature);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetClockInfo(nint device, uint type, uint* clockMegahertz);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetMaxClockInfo(nint device, uint type, uint* clockMegahertz);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetCurrentClocksEventReasons(nint device, ulong* reasons);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetCurrentClocksThrottleReasons(nint device, ulong* reasons);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetPerformanceState(nint device, uint* state);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetCurrPcieLinkGeneration(nint device, uint* generation);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetCurrPcieLinkWidth(nint device, uint* lanes);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetMigMode(nint device, uint* currentMode, uint* pendingMode);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetComputeRunningProcesses(nint device, uint* count, NvmlProcessInfoV1* processes);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetComputeRunningProcesses_v2(nint device, uint* count, NvmlProcessInfoV2* processes);

    [LibraryImport(DriverLibraries.Nvml)]
    internal static partial NvmlReturn nvmlDeviceGetComputeRunningProcesses_v3(nint device, uint* count, NvmlProcessInfoV2* processes);
}
