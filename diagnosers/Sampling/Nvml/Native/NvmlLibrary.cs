using System.Runtime.InteropServices;

namespace InferenceBench.Sampling.Nvml.Native;

/// <summary>The loaded NVML: what is asked of it as a whole. Any thread.</summary>
internal sealed unsafe class NvmlLibrary
{
    private NvmlLibrary(nint handle)
    {
        Exports = new NvmlExports(handle);
    }

    /// <summary>What the library has.</summary>
    public NvmlExports Exports { get; }

    /// <summary>Name of the function that <see cref="Init"/> calls.</summary>
    public string InitName => NvmlExports.NameOf(nameof(NvmlMethods.nvmlInit), Exports.Init);

    /// <summary>Name of the function that <see cref="GetCount"/> calls.</summary>
    public string CountName => NvmlExports.NameOf(nameof(NvmlMethods.nvmlDeviceGetCount), Exports.Count);

    /// <summary>Name of the function that <see cref="GetHandle"/> calls.</summary>
    public string HandleName => NvmlExports.NameOf(nameof(NvmlMethods.nvmlDeviceGetHandleByIndex), Exports.HandleByIndex);

    /// <summary>Loads the library; null when the loader does not find it.</summary>
    public static NvmlLibrary? TryLoad()
    {
        nint handle = DriverLibraries.Load(DriverLibraries.Nvml);
        return handle == 0 ? null : new NvmlLibrary(handle);
    }

    /// <summary>Takes a reference to the driver. NVML counts them itself: each success wants one <see cref="Shutdown"/>.</summary>
    public NvmlReturn Init()
    {
        return Exports.Init switch
        {
            2 => NvmlMethods.nvmlInit_v2(),
            1 => NvmlMethods.nvmlInit(),
            _ => NvmlReturn.FunctionNotFound,
        };
    }

    /// <summary>Gives a reference back.</summary>
    public NvmlReturn Shutdown()
    {
        return Exports.Shutdown ? NvmlMethods.nvmlShutdown() : NvmlReturn.FunctionNotFound;
    }

    /// <summary>Counts the devices.</summary>
    public NvmlReturn GetCount(out uint count)
    {
        uint found = 0;
        NvmlReturn code = Exports.Count switch
        {
            2 => NvmlMethods.nvmlDeviceGetCount_v2(&found),
            1 => NvmlMethods.nvmlDeviceGetCount(&found),
            _ => NvmlReturn.FunctionNotFound,
        };
        count = found;
        return code;
    }

    /// <summary>The device at a place in NVML's own order, which is that of the PCI bus.</summary>
    public NvmlReturn GetHandle(uint index, out NvmlDevice? device)
    {
        nint handle = 0;
        NvmlReturn code = Exports.HandleByIndex switch
        {
            2 => NvmlMethods.nvmlDeviceGetHandleByIndex_v2(index, &handle),
            1 => NvmlMethods.nvmlDeviceGetHandleByIndex(index, &handle),
            _ => NvmlReturn.FunctionNotFound,
        };
        device = code == NvmlReturn.Success ? new NvmlDevice(handle, Exports) : null;
        return code;
    }

    /// <summary>A code in words: the library's own, which it does not want freed. For codes newer than itself it says "Unknown Error": then ours.</summary>
    public string Describe(NvmlReturn code)
    {
        string? text = Exports.ErrorString ? Marshal.PtrToStringUTF8((nint)NvmlMethods.nvmlErrorString(code)) : null;
        bool says = !string.IsNullOrWhiteSpace(text) && text != NvmlErrorText.Of(NvmlReturn.Unknown);
        return says ? text!.Trim() : NvmlErrorText.Of(code);
    }
}
