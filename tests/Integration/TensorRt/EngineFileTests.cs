using System.Text.Json;
using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorRt;

/// <summary>The user's own engine files: they say themselves what they take.</summary>
public sealed class EngineFileTests : IDisposable
{
    private readonly TensorRtSandbox _sandbox = new();

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Theory]
    [InlineData("mobilenet_v3_large_cifar10_fp16.engine", "mobilenet_v3_large_cifar10", "fp16")]
    [InlineData("anything.plan", "anything", "fp32")]
    public async Task It_runs_without_a_shape_and_is_named_by_its_file(string name, string model, string precision)
    {
        CaseReport found = await _sandbox.MeasureOneAsync("--model-file", await BuildAsync(name, [2, 4]));

        Assert.Equal((model, precision, 2, "FrameworkFileBenchmarks.Infer"), (found.Model, found.Precision, found.Batch, found.Benchmark));
        Assert.Equal("the user's file", found.Settings["engine"]);
        Assert.Contains($"--loadEngine={Path.Combine(_sandbox.Folder, name)} --device=0", found.Settings["trtexec"], StringComparison.Ordinal);
        Assert.False(found.Settings.ContainsKey("tf32"));
        Assert.Equal(("n/a", 0.0), (found.Parity!.Status, found.ManagedBytesPerInference));
    }

    [Fact]
    public async Task Dynamic_shapes_come_from_its_profile_and_batches_outside_are_skipped()
    {
        string engine = await BuildAsync(
            "net.engine", [-1, 4], "--option", "tensorrt.min-shapes=x:1x4", "--option", "tensorrt.opt-shapes=x:2x4", "--option", "tensorrt.max-shapes=x:8x4");

        CaseReport usual = await _sandbox.MeasureOneAsync("--model-file", engine);
        IReadOnlyList<CaseReport> batches = await _sandbox.MeasureAsync(0, "--model-file", engine, "--batch-sizes", "1,8,16");

        Assert.Equal((2, "trtexec"), (usual.Batch, usual.Settings["trtexec"].Split(' ')[0]));
        Assert.Contains("--shapes=x:2x4", usual.Settings["trtexec"], StringComparison.Ordinal);
        Assert.Equal(["1 ok", "8 ok", "16 skipped"], batches.OrderBy(static found => found.Batch).Select(static found => $"{found.Batch} {found.Status}"));
        Assert.Equal("the file takes input 'x' in the shape 1,4 to 8,4, not 16,4", batches.Single(static found => found.Batch == 16).Reason);
    }

    [Theory]
    [InlineData("x:3,4", "--input-shape: the file takes input 'x' in the shape 2,4, not 3,4")]
    [InlineData("z:2,4", "--input-shape z: ")]
    public async Task A_shape_that_it_does_not_take_is_refused_before_anything_runs(string shape, string message)
    {
        string engine = await BuildAsync("net.engine", [2, 4]);

        ScriptProcess run = await _sandbox.RunAsync("--model-file", engine, "--input-shape", shape, "--frameworks", "tensorrt");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version:10.4.0", "the engine was built by TensorRT 10.3.0, this is 10.4.0 (here: TensorRT 10.4.0, Fake A2); build the engine on this machine")]
    [InlineData("gpu:Fake A100", "the engine was built for Fake A2, this is Fake A100 (here: TensorRT 10.3.0, Fake A100); build the engine on this machine")]
    public async Task One_of_another_TensorRT_or_GPU_is_refused_in_one_line(string script, string reason)
    {
        string engine = await BuildAsync("net.engine", [2, 4]);
        _sandbox.Script = script;

        await AssertRefusedAsync(engine, reason);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(150)]
    public async Task One_that_is_cut_off_is_refused_in_one_line(int length)
    {
        string engine = await BuildAsync("net.engine", [2, 4]);
        byte[] whole = await File.ReadAllBytesAsync(engine, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(engine, whole[..length], TestContext.Current.CancellationToken);

        await AssertRefusedAsync(engine, "the plan is damaged: magic tag does not match");
    }

    [Fact]
    public async Task Another_precision_than_its_own_is_skipped()
    {
        string engine = await BuildAsync("net_fp16.engine", [2, 4]);

        CaseReport found = Assert.Single(await _sandbox.MeasureAsync(2, "--model-file", engine, "--precisions", "int8"));

        Assert.Equal(("skipped", "tensorrt runs net in the file's own fp16; for int8 give a converted file with --model-file"), (found.Status, found.Reason));
    }

    [Fact]
    public async Task Parity_compares_it_with_an_ONNX_file()
    {
        string engine = await BuildAsync("net_fp16.engine", [2, 4]);

        JsonElement document = await _sandbox.RunJsonAsync(
            "parity", "--frameworks", "tensorrt", "--devices", "cuda:0", "--model-file", engine, "--input-shape", "2,4", "--reference-file", _sandbox.Write("reference", "Relu"));

        JsonElement found = Assert.Single(document.GetProperty("cases").EnumerateArray());
        Assert.True(found.GetProperty("status").GetString() == "passed", found.ToString());
        Assert.Equal("fp16", found.GetProperty("precision").GetString());
    }

    // As a user has one: what the suite keeps in its cache is what trtexec writes.
    private async Task<string> BuildAsync(string name, long[] shape, params string[] arguments)
    {
        await _sandbox.MeasureOneAsync(["--model-file", _sandbox.Write("built", shape, "Relu"), .. arguments]);
        string file = Path.Combine(_sandbox.Folder, name);
        File.Copy(Assert.Single(Directory.GetFiles(_sandbox.Engines, "*.engine")), file);
        return file;
    }

    private async Task AssertRefusedAsync(string engine, string reason)
    {
        CaseReport found = Assert.Single(await _sandbox.MeasureAsync(2, "--model-file", engine));
        Assert.Equal("skipped", found.Status);
        Assert.StartsWith(reason, found.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', found.Reason!);
    }
}
