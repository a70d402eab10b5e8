using System.Text.Json;
using InferenceBench.Tests.Integration.Native;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Power;

/// <summary>NVML as the loader finds it, in a process of its own.</summary>
public sealed class NvmlLoaderTests
{
    [Fact]
    public async Task A_library_on_the_loader_path_is_found()
    {
        using var child = new NvmlChild(FakeLibraries.Nvml, "constant:50");
        (int exitCode, JsonElement source) = await child.ReadAsync();

        Assert.Equal(0, exitCode);
        Assert.Equal(50, source.GetProperty("totalWatts").GetDouble(), 1e-9);
        Assert.Equal("Fake A2 (GPU-00000000-0000-0000-0000-000000000000)", source.GetProperty("board").GetString());
        Assert.True(source.GetProperty("energyJoules").GetProperty("energy").GetDouble() > 0);
        Assert.Equal(["load", "init"], child.Calls);
    }

    [Fact]
    public async Task A_library_with_four_old_functions_is_enough()
    {
        using var child = new NvmlChild(FakeLibraries.MinimalNvml, "constant:33");
        (int exitCode, JsonElement source) = await child.ReadAsync();

        Assert.Equal(0, exitCode);
        Assert.Equal(33, source.GetProperty("totalWatts").GetDouble(), 1e-9);
        Assert.Equal("GPU 0", source.GetProperty("board").GetString());
        Assert.Contains("energy counter: Function Not Found (nvmlDeviceGetTotalEnergyConsumption returned 13)", Notes(source));
    }

    [Theory]
    [InlineData("not_loaded", "NVIDIA driver not loaded (nvmlInit returned 9: Driver Not Loaded)")]
    [InlineData("no_permission", "NVML cannot read power or energy of GPU 0: insufficient permissions (nvmlDeviceGetPowerUsage returned 4: Insufficient Permissions)")]
    [InlineData("not_supported", "NVML cannot read power or energy of GPU 0: Not Supported (nvmlDeviceGetPowerUsage returned 3: Not Supported)")]
    public async Task Errors_have_words_without_the_librarys(string script, string reason)
    {
        using var child = new NvmlChild(FakeLibraries.MinimalNvml, script);
        (int exitCode, JsonElement source) = await child.ReadAsync();

        Assert.Equal(2, exitCode);
        Assert.Equal(JsonValueKind.Null, source.GetProperty("totalWatts").ValueKind);
        Assert.StartsWith(reason, Assert.Single(Notes(source)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_that_is_none_says_what_it_lacks()
    {
        using var child = new NvmlChild(FakeLibraries.Cuda);
        string folder = Directory.CreateDirectory(Path.Combine(child.Folder, "lib")).FullName;
        File.Copy(Path.Combine(FakeLibraries.Cuda, "libcuda.so.1"), Path.Combine(folder, "libnvidia-ml.so.1"));
        child.Variables["LD_LIBRARY_PATH"] = folder;
        (_, JsonElement source) = await child.ReadAsync();

        Assert.StartsWith(
            "libnvidia-ml.so.1 is no NVML that can be used: it exports no nvmlInit_v2, no nvmlDeviceGetCount_v2, no nvmlDeviceGetHandleByIndex_v2",
            Assert.Single(Notes(source)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_library_that_is_said()
    {
        string[] folders = ["/usr/lib", "/usr/lib64", .. Directory.GetDirectories("/usr/lib", "*-linux-gnu")];
        Assert.SkipWhen(folders.Any(static folder => File.Exists(Path.Combine(folder, "libnvidia-ml.so.1"))), "this machine has an NVML of its own");
        using var child = new NvmlChild("");
        (_, JsonElement source) = await child.ReadAsync();

        Assert.Equal("no NVML library: libnvidia-ml.so.1 cannot be loaded; install the NVIDIA driver; in a container, start it with --gpus all", Assert.Single(Notes(source)));
    }

    [Fact]
    public async Task What_was_not_asked_for_by_name_is_not_even_loaded_without_the_kernel_module()
    {
        using var child = new NvmlChild(FakeLibraries.Nvml, "constant:50");
        ScriptProcess run = await child.RunAsync("power", "read", "--root", child.Folder);

        Assert.Contains("nvml: NVIDIA kernel module is not loaded", run.Error, StringComparison.Ordinal);
        Assert.Empty(child.Calls);
    }

    [Fact]
    public async Task What_was_not_asked_for_by_name_is_read_with_the_kernel_module()
    {
        using var child = new NvmlChild(FakeLibraries.Nvml, "constant:50");
        string module = Directory.CreateDirectory(Path.Combine(child.Folder, "sys/module/nvidia")).FullName;
        await File.WriteAllTextAsync(Path.Combine(module, "initstate"), "live\n", TestContext.Current.CancellationToken);
        ScriptProcess run = await child.RunAsync("power", "read", "--root", child.Folder);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("50.000", run.Output, StringComparison.Ordinal);
    }

    private static string[] Notes(JsonElement source)
    {
        return [.. source.GetProperty("notes").EnumerateArray().Select(static note => note.GetString()!)];
    }
}
