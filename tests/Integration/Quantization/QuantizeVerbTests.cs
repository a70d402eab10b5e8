using System.Text.Json;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Quantization;

/// <summary><c>models quantize</c> end to end: calibration and comparison in real children with the real ONNX Runtime.</summary>
public sealed class QuantizeVerbTests : IDisposable
{
    private readonly SuiteProcess _process = new();

    public void Dispose()
    {
        _process.Dispose();
    }

    // Lowest cosine to fp32 and greatest size in percent that must be reached; the larger models take minutes and are not here.
    [Theory]
    [InlineData("lenet5", 0.99, 35)]
    [InlineData("resnet8", 0.99, 35)]
    [InlineData("resnet56", 0.99, 35)]
    [InlineData("squeezenet1_0", 0.99, 30)]
    [InlineData("mobilenet_v3_small", 0.9, 30)]
    public async Task A_model_of_the_catalogue_keeps_its_function_at_a_fraction_of_its_size(string model, double cosine, double percent)
    {
        JsonElement result = await QuantizeAsync(model, "--samples", "16");

        AssertQuality(result, cosine);
        Assert.True(100.0 * result.GetProperty("sizeBytes").GetInt64() / result.GetProperty("fp32Bytes").GetInt64() <= percent, result.ToString());
        Assert.Equal(16, result.GetProperty("samples").GetInt32());
        Assert.True(result.GetProperty("cosine").GetProperty("areOthers").GetBoolean());
    }

    [Theory]
    [InlineData("entropy")]
    [InlineData("percentile")]
    public async Task Every_method_of_calibration_and_the_target_TensorRT_give_a_file_that_runs(string method)
    {
        AssertQuality(await QuantizeAsync("resnet8", "--method", method), 0.99);
        JsonElement result = await QuantizeAsync("resnet8", "--method", method, "--target", "tensorrt");

        AssertQuality(result, 0.99);
        Assert.Equal(("tensorrt", method), (result.GetProperty("target").GetString(), result.GetProperty("method").GetString()));
    }

    [Fact]
    public async Task Weights_that_stay_floats_compute_the_same_in_a_greater_file()
    {
        JsonElement usual = await QuantizeAsync("resnet8", "--target", "tensorrt");
        JsonElement floats = await QuantizeAsync("resnet8", "--target", "tensorrt", "--float-weights");

        Assert.Equal(Lowest(usual), Lowest(floats), 6);
        Assert.True(floats.GetProperty("sizeBytes").GetInt64() > 3 * usual.GetProperty("sizeBytes").GetInt64());
    }

    [Fact]
    public async Task Per_tensor_and_seven_bits_are_coarser_and_still_run()
    {
        double usual = Lowest(await QuantizeAsync("lenet5"));
        double perTensor = Lowest(await QuantizeAsync("lenet5", "--per-tensor"));
        double reduced = Lowest(await QuantizeAsync("lenet5", "--reduce-range"));

        Assert.InRange(reduced, 0.99, usual);
        Assert.InRange(perTensor, 0.99, 1);
        Assert.NotEqual(usual, perTensor);
    }

    [Fact]
    public async Task The_file_passes_the_parity_check_by_the_int8_gate_and_the_fp32_model_as_its_reference()
    {
        await QuantizeAsync("lenet5");
        string source = Path.Combine(_process.Folder, "fp32.onnx");
        Assert.Equal(0, (await _process.RunAsync(SuiteProcess.Real, "models", "export", "lenet5", "--out", source)).ExitCode);

        (int exitCode, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "parity", "--model-file", Output, "--reference-file", source, "--frameworks", "onnxruntime");

        JsonElement only = Assert.Single(document.GetProperty("cases").EnumerateArray());
        Assert.True(exitCode == 0, document.ToString());
        Assert.Equal(("int8", "passed"), (only.GetProperty("precision").GetString(), only.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task The_same_order_gives_the_same_bytes_and_another_seed_others()
    {
        await QuantizeAsync("lenet5");
        byte[] first = await File.ReadAllBytesAsync(Output, TestContext.Current.CancellationToken);
        await QuantizeAsync("lenet5");
        byte[] second = await File.ReadAllBytesAsync(Output, TestContext.Current.CancellationToken);
        await QuantizeAsync("lenet5", "--seed", "2");

        Assert.Equal(first, second);
        Assert.NotEqual(first, await File.ReadAllBytesAsync(Output, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Excluded_nodes_stay_in_fp32()
    {
        JsonElement result = await QuantizeAsync("lenet5", "--exclude-nodes", "conv1,fc*");

        Assert.Equal(1, result.GetProperty("quantized").GetProperty("Conv").GetInt32());
        Assert.False(result.GetProperty("quantized").TryGetProperty("Gemm", out _));
        Assert.Contains(result.GetProperty("leftInFp32").EnumerateArray(), static left => left.GetProperty("operator").GetString() == "Gemm" && left.GetProperty("count").GetInt32() == 3 && left.GetProperty("reason").GetString() == "excluded");
    }

    [Fact]
    public async Task A_page_for_people_names_file_size_and_cosine()
    {
        ScriptProcess run = await _process.RunAsync(SuiteProcess.Real, "models", "quantize", "lenet5", "--out", Output, "--samples", "2", "--check-samples", "0");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(Output, run.Output, StringComparison.Ordinal);
        Assert.Contains("int8         Gemm 3, Conv 2, MaxPool 2, Flatten 1\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("cosine       n/a (not asked for)\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task A_raw_file_holds_samples_one_after_the_other_and_those_that_are_left_over_are_checked_on()
    {
        string file = Path.Combine(_process.Folder, "x.f32");
        await File.WriteAllBytesAsync(file, new byte[10 * 32 * 32 * sizeof(float)], TestContext.Current.CancellationToken);

        JsonElement result = await QuantizeAsync("lenet5", "--calibration", file, "--samples", "7");

        Assert.Equal(7, result.GetProperty("samples").GetInt32());
        Assert.Equal((3, true), (result.GetProperty("cosine").GetProperty("samples").GetInt32(), result.GetProperty("cosine").GetProperty("areOthers").GetBoolean()));
    }

    [Fact]
    public async Task A_folder_of_images_arrays_and_raw_files_is_searched_with_its_subfolders()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_process.Folder, "samples", "class")).FullName;
        var random = new Random(1);
        for (int i = 0; i < 3; i++)
        {
            byte[] pixels = new byte[40 * 36 * 3];
            random.NextBytes(pixels);
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{i}.ppm"), [.. "P6 40 36 255\n"u8, .. pixels], TestContext.Current.CancellationToken);
        }

        await File.WriteAllBytesAsync(Path.Combine(folder, "two.f32"), new byte[2 * 3 * 32 * 32 * sizeof(float)], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "labels.txt"), "no sample", TestContext.Current.CancellationToken);

        JsonElement result = await QuantizeAsync("resnet8", "--calibration", Path.Combine(_process.Folder, "samples"));

        Assert.Equal(5, result.GetProperty("samples").GetInt32());
        Assert.False(result.GetProperty("cosine").GetProperty("areOthers").GetBoolean());
        AssertQuality(result, 0.99);
    }

    [Fact]
    public async Task A_model_of_an_old_opset_is_upgraded_to_one_with_scales_per_channel()
    {
        string source = Path.Combine(_process.Folder, "old.onnx");
        OnnxWriter.Save(OldModels.Opset9(), source);

        JsonElement result = await QuantizeAsync(source);

        AssertQuality(result, 0.99);
        Assert.Equal(13, OnnxModel.Load(Output).Opset);
        Assert.Equal(2, result.GetProperty("quantized").GetProperty("Conv").GetInt32());
    }

    [Fact]
    public async Task What_cannot_be_done_is_one_line_and_exit_code_2()
    {
        await QuantizeAsync("lenet5");
        string quantized = Output;
        string odd = Path.Combine(_process.Folder, "odd.f32");
        await File.WriteAllBytesAsync(odd, new byte[100], TestContext.Current.CancellationToken);
        string empty = Directory.CreateDirectory(Path.Combine(_process.Folder, "empty")).FullName;
        (string[] Arguments, string Message)[] orders =
        [
            ([quantized], "is quantized already"),
            (["lenet5", "--calibration", odd], "samples of input float32[1,1,32,32] have 1024 each"),
            (["lenet5", "--calibration", empty], "holds no sample"),
            (["lenet5", "--calibration", empty + "/none"], "no such file or folder"),
            (["lenet5", "--exclude-nodes", "conv9"], "did you mean conv1 or conv2?"),
            (["lenet5", "--exclude-nodes", "*"], "holds nothing that would run in int8"),
            (["lenet5", "--method", "average"], "write minmax or entropy or percentile"),
            (["lenet5", "--target", "openvino"], "write onnxruntime or tensorrt"),
            (["lenet5", "--percentile", "99"], "goes with --method percentile only"),
            (["lenet5", "--method", "percentile", "--percentile", "101"], "no percentage"),
            (["lenet5", "--samples", "0"], "write 1 or more"),
            (["lenet5", "--mean", "0.5"], "go together"),
            (["lenet55"], "did you mean lenet5"),
        ];
        foreach ((string[] arguments, string message) in orders)
        {
            Assert.Contains(message, await _process.RefuseAsync(["models", "quantize", .. arguments, "--out", Path.Combine(_process.Folder, "not.onnx")]), StringComparison.Ordinal);
        }

        Assert.Contains("this is the model itself", await _process.RefuseAsync("models", "quantize", odd.Replace("odd.f32", "q.onnx", StringComparison.Ordinal), "--out", quantized), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_process.Folder, "not.onnx")));
    }

    [Fact]
    public async Task Samples_and_activations_that_are_not_finite_fail_with_exit_code_1()
    {
        string nan = Path.Combine(_process.Folder, "nan.f32");
        float[] values = new float[2 * 32 * 32];
        values[1500] = float.NaN;
        await File.WriteAllBytesAsync(nan, System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).ToArray(), TestContext.Current.CancellationToken);
        ScriptProcess sample = await _process.RunAsync(SuiteProcess.Real, "models", "quantize", "lenet5", "--out", Output, "--calibration", nan);
        Array.Fill(values, 3e38f);
        await File.WriteAllBytesAsync(nan, System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).ToArray(), TestContext.Current.CancellationToken);
        ScriptProcess activation = await _process.RunAsync(SuiteProcess.Real, "models", "quantize", "lenet5", "--out", Output, "--calibration", nan);

        Assert.Equal((1, 1), (sample.ExitCode, activation.ExitCode));
        Assert.Contains("holds NaN or infinity", sample.Error, StringComparison.Ordinal);
        Assert.Contains("is NaN or infinite for calibration sample 0", activation.Error, StringComparison.Ordinal);
        Assert.All([sample, activation], static run => Assert.Single(run.Error.TrimEnd('\n').Split('\n')));
        Assert.False(File.Exists(Output));
    }

    private string Output => Path.Combine(_process.Folder, "q.onnx");

    private async Task<JsonElement> QuantizeAsync(string model, params string[] options)
    {
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, ["models", "quantize", model, "--out", Output, .. options]);
        Assert.True(exitCode == 0, document.ToString());
        return document;
    }

    private static double Lowest(JsonElement result)
    {
        return result.GetProperty("cosine").GetProperty("lowest").GetDouble();
    }

    private static void AssertQuality(JsonElement result, double cosine)
    {
        Assert.True(Lowest(result) >= cosine, result.ToString());
    }
}
