using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.Native;
using InferenceBench.Tests.Integration.Runs;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Power;

/// <summary>Whole runs of the real engine on the CPU beside a scripted GPU: what a reader of the report gets.</summary>
public sealed class NvmlRunTests
{
    [Theory]
    [InlineData("constant:50")]
    [InlineData("constant:50;slow:5ms")]
    [InlineData("constant:50;no_energy;hiccup:7")]
    [InlineData("constant:50;no_instant")]
    public async Task A_constant_power_gives_every_inference_its_share(string script)
    {
        CaseReport found = await RunAsync(FakeLibraries.Nvml, script, "--duration", "2s");

        AssertPower(found, 0.01);
        EnergyReport energy = found.Energy!;
        Assert.Equal(("gpu", 87, 3L << 30, 63), (energy.Scope, energy.GpuUtilizationPercent, energy.MemoryUsedBytes, energy.MaxTemperatureC));
        Assert.Equal(["sw_power_cap", "sw_thermal"], energy.ThrottleReasons);
        Assert.Contains("other_device", energy.Flags);
    }

    [Fact]
    public async Task A_library_with_four_old_functions_gives_every_inference_its_share()
    {
        AssertPower(await RunAsync(FakeLibraries.MinimalNvml, "constant:50", "--duration", "2s"), 0.01);
    }

    // Long enough for the counter to be chosen, which leaves nothing out between its steps.
    [Fact]
    public async Task A_square_wave_gives_every_inference_its_mean()
    {
        CaseReport found = await RunAsync(FakeLibraries.Nvml, "square:20:80:500ms", "--duration", "5s");

        AssertPower(found, 0.02);
        Assert.Equal("counter", found.Energy!.Route);
    }

    // Slow readings last until something is timed; the other GPU is lost while its refresh period is measured.
    [Theory]
    [InlineData("not_supported", "NVML cannot read power or energy of Fake A2: Not Supported")]
    [InlineData("no_permission", "NVML cannot read power or energy of Fake A2: insufficient permissions")]
    [InlineData("not_loaded", "NVIDIA driver not loaded")]
    [InlineData("no_devices", "NVML knows no GPU")]
    [InlineData("constant:50;gpu_lost:40", "NVML can no longer read Fake A2: GPU is lost")]
    [InlineData("constant:50;slow:5ms;gpu_lost:350", "NVML can no longer read Fake A2: GPU is lost")]
    [InlineData("constant:50;reset_required:40", "NVML can no longer read Fake A2: GPU requires reset")]
    [InlineData("constant:50;unknown:40", "NVML can no longer read Fake A2: Unknown Error")]
    public async Task What_fails_of_NVML_costs_the_energy_and_nothing_else(string script, string reason)
    {
        string[] length = script.Contains("slow", StringComparison.Ordinal) ? ["--duration", "2s"] : [.. SuiteSandbox.ShortStages];
        CaseReport found = await RunAsync(FakeLibraries.Nvml, script, length);

        Assert.Null(found.Energy!.PerInferenceJoulesGross);
        Assert.Null(found.Energy.MeanWatts);
        Assert.StartsWith(reason, found.Energy.Reason, StringComparison.Ordinal);
    }

    private static async Task<CaseReport> RunAsync(string library, string script, params string[] arguments)
    {
        using var child = new NvmlChild(library, script);
        string results = Path.Combine(child.Folder, "results");
        ScriptProcess run = await child.RunAsync(
            [
                "--models", "mobilenet_v3_small", "--frameworks", "onnxruntime", "--devices", "cpu", "--batch-sizes", "1", "--power-source", "nvml", "--idle", "0s",
                "--warmup", "200ms", "--results-dir", results, .. arguments,
            ]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        SuiteSandbox.AssertNoStackTrace(run.Output + run.Error);
        CaseReport found = Assert.Single(RunReport.Read(Directory.GetFiles(results, RunReport.FileName, SearchOption.AllDirectories).Single()).Cases);
        Assert.Equal("ok", found.Status);
        Assert.True(found.LatencyMs!.Mean > 0 && found.LatencyMs.N >= 10);
        Assert.Equal("nvml", found.Energy!.Source);
        return found;
    }

    private static void AssertPower(CaseReport found, double tolerance)
    {
        double expectedJoules = 50 * found.LatencyMs!.Mean!.Value / 1000;
        Assert.Null(found.Energy!.Reason);
        Assert.InRange(found.Energy.PerInferenceJoulesGross!.Value / expectedJoules, 1 - tolerance, 1 + tolerance);
    }
}
