using System.Globalization;
using System.Text.Json;
using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorRt;

/// <summary>Whole runs with real children: what a case of TensorRT leaves in the report.</summary>
public sealed class TensorRtRunTests : IDisposable
{
    private readonly TensorRtSandbox _sandbox = new();

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Theory]
    [InlineData("pageable")]
    [InlineData("pinned")]
    [InlineData("managed")]
    [InlineData("device")]
    public async Task A_case_agrees_with_the_reference_in_every_memory_mode_and_allocates_nothing(string memory)
    {
        CaseReport found = await _sandbox.MeasureOneAsync("--model-file", _sandbox.Write("net", "Relu", "Neg"), "--option", $"tensorrt.memory={memory}");

        Assert.Equal(("tensorrt", "default", "cuda", "cuda:0", "net", "fp32", "10.3.0"), (found.Framework, found.Variant, found.Provider, found.Device, found.Model, found.Precision, found.FrameworkVersion));
        Assert.True(found.Parity!.Status == "passed", found.Parity.Reason);
        Assert.Equal(0, found.ManagedBytesPerInference);
        Assert.Equal(memory, found.Settings["memory"]);
        Assert.StartsWith(memory == "device" ? "outside the timed region" : "in the timed region", found.Settings["transfers"], StringComparison.Ordinal);
        Assert.Equal((0.5, 0.0625, memory == "device" ? null : 0.125, memory == "device" ? null : 0.25), (
            found.DeviceMs!.Compute, found.DeviceMs.Enqueue, found.DeviceMs.H2d, found.DeviceMs.D2h));
        Assert.Equal(memory == "device" ? "0 to the device, 0 back" : "32 to the device, 32 back", found.Settings["copiedBytes"]);
    }

    [Fact]
    public async Task The_settings_say_what_trtexec_would_be_told()
    {
        string model = _sandbox.Write("net", "Relu");
        CaseReport found = await _sandbox.MeasureOneAsync(
            "--model-file", model, "--option", "tensorrt.builder-optimization-level=5", "--option", "tensorrt.workspace=2GiB", "--option", "tensorrt.spin-wait=false",
            "--option", "tensorrt.aux-streams=0", "--option", $"tensorrt.timing-cache={Path.Combine(_sandbox.Folder, "timing")}");

        Assert.Equal(
            $"trtexec --onnx={model} --noTF32 --builderOptimizationLevel=5 --memPoolSize=workspace:2147483648B --timingCacheFile={Path.Combine(_sandbox.Folder, "timing")} --maxAuxStreams=0 --device=0 --noCudaGraph --noSpinWait --includeDataTransfers",
            found.Settings["trtexec"]);
        Assert.Equal(("false", "2048 MiB", "5", "sleep", "false"), (
            found.Settings["tf32"], found.Settings["workspace"], found.Settings["builderOptimizationLevel"], found.Settings["wait"], found.Settings["cudaGraph"]));
        Assert.Equal(("TensorRT 10.3.0, /fake/tensorrt", "CUDA 12.4, driver for CUDA 12.6", "Fake A2, compute capability 8.6"), (
            found.Settings["library"], found.Settings["cuda"], found.Settings["gpu"]));
        Assert.Equal("1 kernels\n", await File.ReadAllTextAsync(Path.Combine(_sandbox.Folder, "timing"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("", "Relu", "captured")]
    [InlineData("no_graph", "Relu", "refused, runs without: operation not permitted when stream is capturing")]
    [InlineData("", "NonZero", "refused, runs without: the size of an output depends on the data")]
    public async Task A_CUDA_graph_is_captured_or_the_reason_is_told(string script, string type, string setting)
    {
        _sandbox.Script = script;

        CaseReport found = await _sandbox.MeasureOneAsync("--model-file", _sandbox.Write("net", type), "--option", "tensorrt.cuda-graph=true");

        Assert.Equal(setting, found.Settings["cudaGraph"]);
        Assert.Contains("--useCudaGraph", found.Settings["trtexec"], StringComparison.Ordinal);
        Assert.True(found.Parity!.Status == "passed", found.Parity.Reason);
    }

    [Fact]
    public async Task Batches_of_a_dynamic_model_share_one_engine_where_the_user_gives_the_range()
    {
        string model = _sandbox.Write("net", [-1, 4], "Relu");
        string[] shapes = ["tensorrt.min-shapes=x:1x4", "tensorrt.opt-shapes=x:2x4", "tensorrt.max-shapes=x:8x4"];
        IReadOnlyList<CaseReport> own = await _sandbox.MeasureAsync(0, "--model-file", model, "--batch-sizes", "1,4");
        IReadOnlyList<CaseReport> shared = await _sandbox.MeasureAsync(0, ["--model-file", model, "--batch-sizes", "1,4", .. shapes.SelectMany(static shape => new[] { "--option", shape })]);

        Assert.All(own.Concat(shared), static found => Assert.True(found.Parity!.Status == "passed", found.Parity.Reason));
        Assert.All(own, static found => Assert.StartsWith("built in ", found.Settings["engine"], StringComparison.Ordinal));
        Assert.Contains("--minShapes=x:4x4 --optShapes=x:4x4 --maxShapes=x:4x4 --shapes=x:4x4", own[1].Settings["trtexec"], StringComparison.Ordinal);
        Assert.StartsWith("built in ", shared[0].Settings["engine"], StringComparison.Ordinal);
        Assert.StartsWith("from the cache: ", shared[1].Settings["engine"], StringComparison.Ordinal);
        Assert.Contains("--minShapes=x:1x4 --optShapes=x:2x4 --maxShapes=x:8x4 --shapes=x:4x4", shared[1].Settings["trtexec"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_builder_warns_of_is_told_once()
    {
        _sandbox.Script = "warn";

        CaseReport found = await _sandbox.MeasureOneAsync("--model-file", _sandbox.Write("net", "Relu"));

        Assert.Equal("1, the first: the builder of the stand-in warns", found.Settings["buildWarnings"]);
    }

    [Fact]
    public async Task Building_is_no_part_of_cold_start()
    {
        // Some fifty times what opening takes without it.
        _sandbox.Script = "slow_build:6000";

        CaseReport found = await _sandbox.MeasureOneAsync("--model-file", _sandbox.Write("net", "Relu"));

        double buildMs = 1000 * double.Parse(found.Settings["buildSeconds"], CultureInfo.InvariantCulture);
        Assert.True(buildMs >= 6000);
        Assert.Matches(@"^built in \d+\.\d s$", found.Settings["engine"]);
        Assert.InRange(found.ColdStartMs!.Load!.Value, 0, buildMs);
    }

    [Fact]
    public async Task The_overhead_benchmark_takes_it_up()
    {
        // No catalogue model can be computed by the stand-in: it is refused for its operators, by the session.
        ScriptProcess run = await _sandbox.RunAsync(
            "--filter", "*.OverheadBenchmarks*", "--models", "lenet5", "--frameworks", "tensorrt", "--results-dir", Path.Combine(_sandbox.Folder, "results"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is not supported", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_of_the_layers_is_written_as_trtexec_does_and_leaves_the_figures_alone()
    {
        string folder = Path.Combine(_sandbox.Folder, "profile");
        CaseReport found = await _sandbox.MeasureOneAsync(
            "--model-file", _sandbox.Write("net", "Relu", "Neg"), "--option", $"tensorrt.export-profile={folder}", "--option", "tensorrt.profile=5");

        Assert.Equal($"2 layers over 5 runs after measuring, in {folder}", found.Settings["profile"]);
        JsonElement[] rows = [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "trt_layer_latency.json"))).RootElement.EnumerateArray()];
        Assert.Equal(5, rows[0].GetProperty("count").GetInt32());
        Assert.Equal([("Relu_0", 10.0, 2.0), ("Neg_1", 20.0, 4.0)], rows.Skip(1).Select(static row => (
            row.GetProperty("name").GetString(), row.GetProperty("timeMs").GetDouble(), row.GetProperty("medianMs").GetDouble())));
        JsonElement layers = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "trt_engine_info.json"))).RootElement.GetProperty("Layers");
        Assert.Equal(["Relu", "Neg"], layers.EnumerateArray().Select(static layer => layer.GetProperty("LayerType").GetString()));
        Assert.Contains("--profilingVerbosity=detailed", found.Settings["trtexec"], StringComparison.Ordinal);
        Assert.Equal(20, found.LatencyMs!.N);
    }

    [Fact]
    public async Task A_profile_that_TensorRT_refuses_costs_nothing_else()
    {
        _sandbox.Script = "fail:profile";

        CaseReport found = await _sandbox.MeasureOneAsync("--model-file", _sandbox.Write("net", "Relu"), "--option", $"tensorrt.export-profile={_sandbox.Folder}/profile");

        Assert.Equal("not written: infb_trt_profile failed: the stand-in was told to fail in profile", found.Settings["profile"]);
    }
}
