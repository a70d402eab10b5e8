using System.Globalization;

namespace InferenceBench.Sampling.Nvml.Native;

/// <summary>The words of <c>nvmlErrorString</c> (driver 535), for libraries that lack it.</summary>
internal static class NvmlErrorText
{
    public static string Of(NvmlReturn code)
    {
        return code switch
        {
            NvmlReturn.Success => "Success",
            NvmlReturn.Uninitialized => "Uninitialized",
            NvmlReturn.InvalidArgument => "Invalid Argument",
            NvmlReturn.NotSupported => "Not Supported",
            NvmlReturn.NoPermission => "Insufficient Permissions",
            NvmlReturn.AlreadyInitialized => "Already Initialized",
            NvmlReturn.NotFound => "Not Found",
            NvmlReturn.InsufficientSize => "Insufficient Size",
            NvmlReturn.InsufficientPower => "Insufficient External Power",
            NvmlReturn.DriverNotLoaded => "Driver Not Loaded",
            NvmlReturn.Timeout => "Timeout",
            NvmlReturn.IrqIssue => "Interrupt Request Issue",
            NvmlReturn.LibraryNotFound => "NVML Shared Library Not Found",
            NvmlReturn.FunctionNotFound => "Function Not Found",
            NvmlReturn.CorruptedInforom => "Corrupted infoROM",
            NvmlReturn.GpuIsLost => "GPU is lost",
            NvmlReturn.ResetRequired => "GPU requires reset",
            NvmlReturn.OperatingSystem => "GPU access blocked by the operating system",
            NvmlReturn.LibRmVersionMismatch => "Driver/library version mismatch",
            NvmlReturn.InUse => "In use by another client",
            NvmlReturn.Memory => "Insufficient Memory",
            NvmlReturn.NoData => "No data",
            NvmlReturn.VgpuEccNotSupported => "vGPU ECC not supported",
            NvmlReturn.InsufficientResources => "Insufficient Resources",
            NvmlReturn.FrequencyNotSupported => "Invalid Frequency",
            NvmlReturn.ArgumentVersionMismatch => "Argument version mismatch",
            NvmlReturn.Deprecated => "Requested functionality has been deprecated",
            NvmlReturn.NotReady => "System is not in ready state",
            NvmlReturn.GpuNotFound => "GPU Not Found",
            NvmlReturn.InvalidState => "Invalid State",
            NvmlReturn.Unknown => "Unknown Error",
            _ => string.Create(CultureInfo.InvariantCulture, $"error {(int)code}"),
        };
    }
}
