using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorRt;

/// <summary>The precisions that TensorRT is asked for, and INT8 by its own calibration.</summary>
public sealed class TensorRtPrecisionTests : IDisposable
{
    private readonly TensorRtSandbox _sandbox = new();

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Fact]
    public async Task The_builder_gets_the_flag_of_every_precision_and_int8_needs_a_calibration()
    {
        IReadOnlyList<CaseReport> cases = await _sandbox.MeasureAsync(0, "--model-file", _sandbox.Write("net", "Relu"), "--precisions", "fp32,fp16,bf16,int8");

        Assert.Equal(["fp32 ok", "fp16 ok", "bf16 ok", "int8 skipped"], cases.Select(static found => $"{found.Precision} {found.Status}"));
        Assert.Contains("models quantize FILE --target tensorrt", cases[3].Reason, StringComparison.Ordinal);
        string[] plans = [.. Directory.GetFiles(_sandbox.Engines, "*.engine").Order().Select(File.ReadAllText)];
        Assert.Equal(["fp16=0 bf16=1 int8=0 tf32=0", "fp16=1 bf16=0 int8=0 tf32=0", "fp16=0 bf16=0 int8=0 tf32=0"], plans.Select(static plan => plan.Split('\n')[3]["options ".Length..].Split(" level")[0]).Order(StringComparer.Ordinal).OrderBy(Order));

        static int Order(string flags)
        {
            return flags.Contains("bf16=1", StringComparison.Ordinal) ? 0 : flags.StartsWith("fp16=1", StringComparison.Ordinal) ? 1 : 2;
        }
    }

    [Fact]
    public async Task TensorRT_11_computes_in_the_types_of_the_file()
    {
        _sandbox.Script = "version:11.0.0;compiled:11.0.0";

        IReadOnlyList<CaseReport> cases = await _sandbox.MeasureAsync(0, "--model-file", _sandbox.Write("net", "Relu"), "--precisions", "fp32,fp16");

        Assert.Equal([("ok", null), ("skipped", "TensorRT 11 computes in the types of the file")], cases.Select(static found => (found.Status, found.Reason)));
    }

    [Fact]
    public async Task Strongly_typed_another_precision_than_the_files_is_skipped()
    {
        CaseReport found = Assert.Single(await _sandbox.MeasureAsync(2, "--model-file", _sandbox.Write("net", "Relu"), "--precisions", "fp16", "--option", "tensorrt.strongly-typed=true"));

        Assert.Equal("skipped", found.Status);
        Assert.Contains("models convert FILE --precision fp16", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calibration_feeds_whole_batches_of_the_file_and_its_cache_finds_the_engine_again()
    {
        string samples = Path.Combine(_sandbox.Folder, "samples.f32");
        string cache = Path.Combine(_sandbox.Folder, "scales");
        // Three batches of 8 values, and 3 values that fill no batch.
        await WriteAsync(samples, Enumerable.Range(1, 27).Select(static value => (float)value));
        string[] arguments = ["--model-file", _sandbox.Write("net", "Relu"), "--precisions", "int8", "--option", $"tensorrt.calibration={samples}", "--option", $"tensorrt.calibration-cache={cache}"];

        CaseReport first = await _sandbox.MeasureOneAsync(arguments);
        CaseReport second = await _sandbox.MeasureOneAsync(arguments);
        CaseReport fromCache = await _sandbox.MeasureOneAsync([.. arguments[..4], .. arguments[6..]]);

        Assert.Equal("3 batches, sum 300", await File.ReadAllTextAsync(cache, TestContext.Current.CancellationToken));
        Assert.StartsWith("built in ", first.Settings["engine"], StringComparison.Ordinal);
        Assert.StartsWith("from the cache: ", second.Settings["engine"], StringComparison.Ordinal);
        Assert.Equal(second.Settings["engine"], fromCache.Settings["engine"]);
        Assert.Contains($"--int8 --noTF32 --calib={cache}", first.Settings["trtexec"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calibration_file_that_is_too_short_fails_the_case_with_both_sizes()
    {
        string samples = Path.Combine(_sandbox.Folder, "samples.f32");
        await WriteAsync(samples, [1, 2, 3]);

        CaseReport found = Assert.Single(await _sandbox.MeasureAsync(1, "--model-file", _sandbox.Write("net", "Relu"), "--precisions", "int8", "--option", $"tensorrt.calibration={samples}"));

        Assert.EndsWith($"INT8 calibration failed: {samples} has 12 bytes, less than the 32 of one calibration batch", found.Reason, StringComparison.Ordinal);
    }

    private static Task WriteAsync(string path, IEnumerable<float> values)
    {
        return File.WriteAllBytesAsync(path, values.SelectMany(BitConverter.GetBytes).ToArray(), TestContext.Current.CancellationToken);
    }
}
