using System.Globalization;
using System.Runtime.InteropServices;

namespace InferenceBench.Sampling.Nvml.Native;

/// <summary>Asks CUDA's driver which GPU each ordinal is. It honours <c>CUDA_VISIBLE_DEVICES</c> and <c>CUDA_DEVICE_ORDER</c> itself. Creates no context on any GPU.</summary>
internal static unsafe class CudaDriver
{
    private static readonly string[] s_required = [nameof(CudaMethods.cuInit), nameof(CudaMethods.cuDeviceGetCount), nameof(CudaMethods.cuDeviceGet)];

    /// <summary>The devices in CUDA's order.</summary>
    public static CudaListing List()
    {
        nint library = DriverLibraries.Load(DriverLibraries.Cuda);
        if (library == 0 || !Array.TrueForAll(s_required, name => Has(library, name)))
        {
            return CudaListing.NoLibrary;
        }

        int code = CudaMethods.cuInit(0);
        if (code != CudaMethods.CUDA_SUCCESS)
        {
            return CudaListing.Failed($"cuInit returned {Describe(library, code)}");
        }

        int count = 0;
        code = CudaMethods.cuDeviceGetCount(&count);
        return code == CudaMethods.CUDA_SUCCESS
            ? new CudaListing([.. Enumerable.Range(0, count).Select(ordinal => Identify(library, ordinal))], null)
            : CudaListing.Failed($"cuDeviceGetCount returned {Describe(library, code)}");
    }

    private static GpuIdentity Identify(nint library, int ordinal)
    {
        int device = 0;
        return CudaMethods.cuDeviceGet(&device, ordinal) == CudaMethods.CUDA_SUCCESS
            ? new GpuIdentity(ReadUuid(library, device), ReadPci(library, device))
            : new GpuIdentity(null, null);
    }

    // With MIG, _v2 gives the instance's id and the older function the GPU's; the PCI address is the GPU's in any case.
    private static string? ReadUuid(nint library, int device)
    {
        byte* uuid = stackalloc byte[CudaMethods.UuidBytes];
        int code = -1;
        if (Has(library, nameof(CudaMethods.cuDeviceGetUuid_v2)))
        {
            code = CudaMethods.cuDeviceGetUuid_v2(uuid, device);
        }
        else if (Has(library, nameof(CudaMethods.cuDeviceGetUuid)))
        {
            code = CudaMethods.cuDeviceGetUuid(uuid, device);
        }

        return code == CudaMethods.CUDA_SUCCESS ? GpuIdentity.FormatUuid(new ReadOnlySpan<byte>(uuid, CudaMethods.UuidBytes)) : null;
    }

    private static PciAddress? ReadPci(nint library, int device)
    {
        const int Length = 32;
        byte* text = stackalloc byte[Length];
        bool isRead = Has(library, nameof(CudaMethods.cuDeviceGetPCIBusId)) && CudaMethods.cuDeviceGetPCIBusId(text, Length, device) == CudaMethods.CUDA_SUCCESS;
        return isRead && PciAddress.TryParse(Marshal.PtrToStringUTF8((nint)text), out PciAddress address) ? address : null;
    }

    private static string Describe(nint library, int code)
    {
        byte* name = null;
        bool isNamed = Has(library, nameof(CudaMethods.cuGetErrorName)) && CudaMethods.cuGetErrorName(code, &name) == CudaMethods.CUDA_SUCCESS && name != null;
        return isNamed
            ? string.Create(CultureInfo.InvariantCulture, $"{code} ({Marshal.PtrToStringUTF8((nint)name)})")
            : code.ToString(CultureInfo.InvariantCulture);
    }

    private static bool Has(nint library, string name)
    {
        return NativeLibrary.TryGetExport(library, name, out _);
    }
}
