using System.Text.Json;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Quantization;

/// <summary>Our calibration against onnxruntime.quantization's on the same nets, by the same protocol: 64 calibration samples, 100 others, uniform in [−1, 1).</summary>
public sealed class QuantizedExportsTests : IDisposable
{
    private const double CosineTolerance = 0.0005;
    private const double SizeTolerance = 1.1;
    private readonly SuiteProcess _process = new();

    public void Dispose()
    {
        _process.Dispose();
    }

    [Theory]
    [InlineData("resnet_tiny_dynamo18")]
    [InlineData("mobilenetv2_narrow_ts13")]
    public async Task All_methods_reach_the_cosine_of_onnxruntime_quantization_at_its_size(string net)
    {
        string? fixtures = Environment.GetEnvironmentVariable("INFERENCEBENCH_FIXTURES");
        Assert.SkipUnless(Directory.Exists(fixtures), "INFERENCEBENCH_FIXTURES names no folder with the whole set of exported models");
        string description = await File.ReadAllTextAsync(Path.Combine(fixtures!, "expected.json"), TestContext.Current.CancellationToken);
        JsonElement theirs = JsonDocument.Parse(description).RootElement.GetProperty($"{net}_int8_ort.onnx");
        string source = Path.Combine(fixtures!, theirs.GetProperty("against").GetString()!);
        string output = Path.Combine(_process.Folder, "q.onnx");
        var lowest = new Dictionary<string, double>();
        foreach (string method in new[] { "minmax", "entropy", "percentile" })
        {
            (int exitCode, JsonElement ours) = await _process.RunJsonAsync(
                SuiteProcess.Real, "models", "quantize", source, "--out", output, "--method", method, "--samples", "64", "--check-samples", "100");

            Assert.Equal(0, exitCode);
            Assert.InRange(ours.GetProperty("sizeBytes").GetInt64(), 1, (long)(SizeTolerance * theirs.GetProperty("bytes").GetInt64()));
            lowest[method] = ours.GetProperty("cosine").GetProperty("lowest").GetDouble();
        }

        Assert.InRange(lowest["minmax"], theirs.GetProperty("cosineMin100").GetDouble() - CosineTolerance, 1);
        Assert.InRange(lowest["entropy"], lowest["minmax"] - CosineTolerance, 1);
        Assert.InRange(lowest["percentile"], lowest["minmax"] - CosineTolerance, 1);
    }
}
