using System.Text.Json;
using InferenceBench.Models;
using InferenceBench.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Models;

/// <summary>Files that PyTorch, tf2onnx and ONNX Runtime's quantizer wrote.</summary>
public sealed class ExporterFilesTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Data", "models", "exports");

    [Fact]
    public void The_files_in_the_repository_are_counted_exactly()
    {
        Assert.Equal(4, CheckFolder(s_folder));
    }

    [Fact]
    public void The_files_of_the_whole_set_are_counted_exactly()
    {
        string? folder = Environment.GetEnvironmentVariable("INFERENCEBENCH_FIXTURES");
        Assert.SkipUnless(Directory.Exists(folder), "INFERENCEBENCH_FIXTURES names no folder with exporter files and their expected.json");
        Assert.NotEqual(0, CheckFolder(folder!));
    }

    [Theory]
    // Exporters fold BatchNormalization and share equal tensors; sums over the weight tensors of each file.
    [InlineData("resnet_tiny_external_data.onnx", 372_250)]
    [InlineData("resnet_tiny_dynamo18_int8_ort.onnx", 372_250)]
    [InlineData("keras_mobilenetv3_small_tf2onnx15.onnx", 331_360)]
    [InlineData("swin_tiny_ts17.onnx", 104_950)]
    public void Weights_are_counted_and_factors_are_not(string file, long parameters)
    {
        Assert.Equal(parameters, ModelInfo.Of(OnnxModel.Load(Path.Combine(s_folder, file)), null, new Dictionary<string, long[]>()).Parameters);
    }

    private static int CheckFolder(string folder)
    {
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        int files = 0;
        foreach (JsonProperty entry in expected.RootElement.EnumerateObject().Where(static entry => entry.Name.EndsWith(".onnx", StringComparison.Ordinal)))
        {
            CheckFile(Path.Combine(folder, entry.Name), entry.Value);
            files++;
        }

        return files;
    }

    private static void CheckFile(string path, JsonElement expected)
    {
        OnnxModel model = OnnxModel.Load(path);
        ModelInfo info = ModelInfo.Of(model, null, new Dictionary<string, long[]>());
        Assert.Empty(info.Uncounted);
        Assert.NotNull(info.Macs);
        if (expected.TryGetProperty("macsBatch1", out JsonElement macs))
        {
            Assert.Equal(macs.GetInt64(), info.Macs);
        }

        if (expected.TryGetProperty("outputShape", out JsonElement shape))
        {
            long[] output = [.. shape.EnumerateArray().Select(static size => size.GetInt64())];
            ModelSignature signature = ModelSignature.Resolve(model, output[0], new Dictionary<string, long[]>());
            Assert.Equal(output, signature.Outputs[0].Shape);
            Assert.Equal(expected.GetProperty("inputShape").EnumerateArray().Select(static size => size.GetInt64()), signature.Inputs[0].Shape);
        }
    }
}
