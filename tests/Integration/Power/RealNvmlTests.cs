using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Power;

/// <summary>
/// NVIDIA's own library on a machine without a driver. It runs in a mount namespace with a <c>/dev</c> of its own: as root the library creates device nodes there, which is
/// what the suite must not make it do unasked.
/// </summary>
public sealed class RealNvmlTests
{
    private const string Variable = "INFERENCEBENCH_NVML";

    private const string PrivateDevices = """
        set -e
        mkdir dev && mount -t tmpfs tmpfs dev && mkdir dev/shm
        for device in null zero full random urandom tty; do touch dev/$device && mount --bind /dev/$device dev/$device; done
        mount --rbind dev /dev
        "$@" || code=$?
        ls /dev | grep nvidia >&2 || true
        exit ${code-0}
        """;

    [Fact]
    public async Task A_driver_that_is_not_loaded_is_named()
    {
        ScriptProcess run = await RunAsync("power", "read", "--power-source", "nvml");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("NVIDIA driver not loaded (nvmlInit_v2 returned 9: Driver Not Loaded)", run.Error, StringComparison.Ordinal);
        // The reason for asking only by name. Without it, the other test proves nothing.
        Assert.Contains("nvidiactl", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_device_node_appears_unasked()
    {
        ScriptProcess run = await RunAsync("power", "read");

        Assert.Contains("NVIDIA kernel module is not loaded", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("nvidiactl", run.Error, StringComparison.Ordinal);
    }

    private static async Task<ScriptProcess> RunAsync(params string[] arguments)
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Variable} names no folder with a libnvidia-ml.so.1 (.ci/run unpacks Debian's libnvidia-ml1)");
        Assert.SkipWhen(Directory.Exists("/proc/driver/nvidia"), "an NVIDIA driver is loaded on this machine");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root may create device nodes");
        using var child = new NvmlChild(folder!);
        ScriptProcess attempt = await child.RunThroughAsync("unshare -m", "mkdir try && mount -t tmpfs tmpfs try && mknod try/node c 195 255");
        Assert.SkipUnless(attempt.ExitCode == 0, $"no mount namespace with device nodes here: {attempt.Error.Trim()}");
        return await child.RunThroughAsync("unshare -m", PrivateDevices, arguments);
    }
}
