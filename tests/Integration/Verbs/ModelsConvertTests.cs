using System.Text.Json;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Verbs;

/// <summary><c>models convert</c> as users call it, and what engines make of its files.</summary>
public sealed class ModelsConvertTests : IDisposable
{
    private const long MostParameters = 8_000_000;

    private readonly SuiteProcess _process = new();

    /// <summary>Models of up to some 30 MB, and a bigger one.</summary>
    public static TheoryData<string> Ids => [.. ModelCatalogue.Entries.Where(static entry => entry.Parameters < MostParameters).Select(static entry => entry.Id), "resnet18"];

    private string Output => Path.Combine(_process.Folder, "converted.onnx");

    public void Dispose()
    {
        _process.Dispose();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_catalogue_model_in_fp16_agrees_with_itself_in_fp32(string id)
    {
        string source = Path.Combine(_process.Folder, "source.onnx");
        OnnxWriter.Save(ModelCatalogue.Find(id)!.Build(ModelCatalogue.DefaultSeed), source);

        JsonElement page = await ConvertAsync(source, "fp16");

        Assert.Empty(page.GetProperty("kept").EnumerateArray());
        Assert.Equal(2, page.GetProperty("casts").GetInt32());
        Assert.InRange(page.GetProperty("sizeBytes").GetDouble() / page.GetProperty("sizeBytesBefore").GetDouble(), 0.49, 0.6);
        await AssertAgreesAsync("onnxruntime", source, "fp16");
    }

    [Fact]
    public async Task Exports_in_the_repository_agree_in_fp16()
    {
        await AssertExportsAgreeAsync(Path.Combine(SourceTree.Root, "tests", "Unit", "Data", "models", "exports"), 3);
    }

    [Fact]
    public async Task The_whole_set_of_exports_agrees_in_fp16()
    {
        string? fixtures = Environment.GetEnvironmentVariable("INFERENCEBENCH_FIXTURES");
        Assert.SkipUnless(Directory.Exists(fixtures), "INFERENCEBENCH_FIXTURES names no folder with the whole set of exported models");
        await AssertExportsAgreeAsync(fixtures!, 7);
    }

    [Theory]
    [InlineData("lenet5")]
    [InlineData("squeezenet1_0")]
    [InlineData("mobilenet_v3_small")]
    [InlineData("mobilenet_v3_large_keras")]
    public async Task A_bf16_file_computes_the_same_where_an_engine_has_bfloat16(string id)
    {
        string source = Path.Combine(_process.Folder, "source.onnx");
        OnnxWriter.Save(ModelCatalogue.Find(id)!.Build(ModelCatalogue.DefaultSeed), source);

        JsonElement page = await ConvertAsync(source, "bf16");

        Assert.Equal((17, 22), (page.GetProperty("opsetBefore").GetInt32(), page.GetProperty("opset").GetInt32()));
        Assert.Empty(page.GetProperty("kept").EnumerateArray());
        (_, JsonElement report) = await ParityAsync("libtorch", source);
        JsonElement row = Assert.Single(report.GetProperty("cases").EnumerateArray());
        Assert.SkipWhen(row.GetProperty("status").GetString() == "skipped", row.GetProperty("reason").GetString() ?? "");
        Assert.True(row.GetProperty("passed").GetBoolean(), row.ToString());
        Assert.Equal("bf16", row.GetProperty("precision").GetString());
    }

    [Fact]
    public async Task OnnxRuntime_says_in_one_line_what_it_lacks_for_a_bf16_file()
    {
        string source = Path.Combine(_process.Folder, "source.onnx");
        OnnxWriter.Save(ModelCatalogue.Find("lenet5")!.Build(ModelCatalogue.DefaultSeed), source);
        await ConvertAsync(source, "bf16");

        (_, JsonElement report) = await ParityAsync("onnxruntime", source);

        // The file's types are right: it is a kernel that is missing, which this CPU provider may get one day.
        JsonElement row = Assert.Single(report.GetProperty("cases").EnumerateArray());
        if (row.GetProperty("status").GetString() != "passed")
        {
            Assert.Equal("skipped", row.GetProperty("status").GetString());
            Assert.StartsWith(
                "onnxruntime's provider cpu does not do this model: Could not find an implementation for Conv(22) node with name 'conv1'",
                row.GetProperty("reason").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task External_data_of_the_source_comes_along()
    {
        string source = Path.Combine(SourceTree.Root, "tests", "Unit", "Data", "models", "exports", "resnet_tiny_external_data.onnx");

        JsonElement page = await ConvertAsync(source, "fp16", "--keep-fp32", "node_Conv_221", "MaxPool");

        Assert.Equal(["node_Conv_221", "node_max_pool2d"], page.GetProperty("kept").EnumerateArray().Select(static node => node.GetProperty("node").GetString()).Order());
        Assert.Equal(["converted.onnx"], Directory.GetFiles(_process.Folder).Select(Path.GetFileName));
        await AssertAgreesAsync("onnxruntime", source, "fp16");
    }

    [Fact]
    public async Task The_page_has_exactly_the_documented_fields()
    {
        JsonElement page = await ConvertAsync("lenet5", "fp16", "--keep-fp32", "fc3");

        Assert.Equal(
            ["file", "precision", "opset", "opsetBefore", "opsetNote", "converted", "casts", "kept", "weights", "sizeBytes", "sizeBytesBefore"],
            page.EnumerateObject().Select(static property => property.Name));
        Assert.Equal(["converted", "clamped", "zeroed", "raised"], page.GetProperty("weights").EnumerateObject().Select(static property => property.Name));
        Assert.Equal((Output, "fp16", 11), (page.GetProperty("file").GetString(), page.GetProperty("precision").GetString(), page.GetProperty("converted").GetInt32()));
        Assert.Equal(["node", "operator", "reason"], Assert.Single(page.GetProperty("kept").EnumerateArray()).EnumerateObject().Select(static property => property.Name));
        Assert.Equal(new FileInfo(Output).Length, page.GetProperty("sizeBytes").GetInt64());
    }

    [Fact]
    public async Task People_get_a_few_lines()
    {
        ScriptProcess run = await _process.RunAsync(SuiteProcess.Real, "models", "convert", "lenet5", "--precision", "FP16", "--out", Output, "--keep-fp32", "Relu", "--keep-fp32", "fc3");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.TrimEnd())];
        Assert.StartsWith($"file        {Output} (0.1", lines[0], StringComparison.Ordinal);
        Assert.Equal("opset       17", lines[1]);
        Assert.StartsWith("fp16        7 nodes, ", lines[2], StringComparison.Ordinal);
        Assert.Equal("fp32        inputs and outputs, and 5 nodes:", lines[3]);
        Assert.Equal("            4 Relu, 1 Gemm: asked for", lines[4]);
        Assert.StartsWith("weights     60,856 converted, 0 beyond the range clamped, ", lines[5], StringComparison.Ordinal);
        Assert.Equal(6, lines.Length);
    }

    [Theory]
    [InlineData("--precision int8: not a precision to convert to; write fp16 or bf16; 'models quantize' makes int8", "lenet5", "--precision", "int8")]
    [InlineData("--keep-fp32 con1: no such node or operator in the model; did you mean ", "lenet5", "--precision", "fp16", "--keep-fp32", "con1")]
    [InlineData("models lenet6: no such model or file; did you mean lenet5?", "lenet6", "--precision", "fp16")]
    [InlineData("/no/such.onnx: no such file", "/no/such.onnx", "--precision", "fp16")]
    [InlineData("nothing to convert", "lenet5", "--precision", "fp16", "--keep-fp32", "Conv", "Relu", "MaxPool", "Gemm", "Flatten")]
    [InlineData("--precision", "lenet5")]
    public async Task What_cannot_be_converted_is_refused(string message, params string[] arguments)
    {
        Assert.Contains(message, await _process.RefuseAsync(["models", "convert", .. arguments, "--out", Output]), StringComparison.Ordinal);
        Assert.False(File.Exists(Output));
    }

    [Fact]
    public async Task Files_that_are_not_fp32_are_refused()
    {
        string quantized = Path.Combine(SourceTree.Root, "tests", "Unit", "Data", "models", "exports", "resnet_tiny_dynamo18_int8_ort.onnx");
        Assert.Contains("is quantized", await _process.RefuseAsync("models", "convert", quantized, "--precision", "fp16", "--out", Output), StringComparison.Ordinal);
        await ConvertAsync("lenet5", "fp16");

        Assert.Contains("computes in fp16 already", await _process.RefuseAsync("models", "convert", Output, "--precision", "bf16", "--out", Output), StringComparison.Ordinal);
    }

    private async Task AssertExportsAgreeAsync(string directory, int atLeast)
    {
        string[] sources = [.. Directory.GetFiles(directory, "*.onnx").Where(static file => !file.Contains("int8", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.True(sources.Length >= atLeast, $"only {sources.Length} exports in {directory}");
        foreach (string source in sources)
        {
            await ConvertAsync(source, "fp16");
            await AssertAgreesAsync("onnxruntime", source, "fp16");
        }
    }

    private async Task<JsonElement> ConvertAsync(string source, string precision, params string[] arguments)
    {
        (int exitCode, JsonElement page) = await _process.RunJsonAsync(SuiteProcess.Real, ["models", "convert", source, "--precision", precision, "--out", Output, .. arguments]);
        Assert.Equal(0, exitCode);
        return page;
    }

    private async Task AssertAgreesAsync(string framework, string source, string precision)
    {
        (int exitCode, JsonElement report) = await ParityAsync(framework, source);
        JsonElement row = Assert.Single(report.GetProperty("cases").EnumerateArray());
        Assert.True(row.GetProperty("passed").GetBoolean(), $"{source}: {row}");
        Assert.Equal((0, precision), (exitCode, row.GetProperty("precision").GetString()));
    }

    private Task<(int ExitCode, JsonElement Document)> ParityAsync(string framework, string source)
    {
        return _process.RunJsonAsync(SuiteProcess.Real, "parity", "--model-file", Output, "--reference-file", source, "--frameworks", framework);
    }
}
