using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace InferenceBench.Tests.Integration.Native;

/// <summary>
/// The fake libraries, loaded into this process: the loader then gives them to whoever asks for <c>libnvidia-ml.so.1</c> and <c>libcuda.so.1</c>. That leaves no seam in
/// the code under test, and scripts can change from test to test.
/// </summary>
internal static unsafe class LoadedFakes
{
    private const string RealDriver = "a real NVIDIA driver is loaded: a fake one in this process would mislead its other tests";

    private static readonly Lazy<nint> s_nvml = new(static () => NativeLibrary.Load(Path.Combine(FakeLibraries.Nvml, "libnvidia-ml.so.1")));
    private static readonly Lazy<nint> s_cuda = new(static () => NativeLibrary.Load(Path.Combine(FakeLibraries.Cuda, "libcuda.so.1")));

    /// <summary>References to the driver that were taken and not given back.</summary>
    public static int References => ((delegate* unmanaged<int>)NativeLibrary.GetExport(s_nvml.Value, "fake_nvml_references"))();

    /// <summary>Chooses what the GPUs do from the next initialisation on. Skips the test where the libraries cannot be had.</summary>
    /// <param name="nvml">Words of <c>fake_nvml.c</c>.</param>
    /// <param name="cuda">Words of <c>fake_cuda.c</c>.</param>
    public static void Script(string nvml, string cuda = "")
    {
        Assert.SkipWhen(Directory.Exists("/proc/driver/nvidia"), RealDriver);
        Pass(s_nvml.Value, "fake_nvml_script", nvml);
        Pass(s_cuda.Value, "fake_cuda_script", cuda);
    }

    private static void Pass(nint library, string function, string text)
    {
        fixed (byte* bytes = Encoding.UTF8.GetBytes(text + '\0'))
        {
            ((delegate* unmanaged<byte*, void>)NativeLibrary.GetExport(library, function))(bytes);
        }
    }
}
