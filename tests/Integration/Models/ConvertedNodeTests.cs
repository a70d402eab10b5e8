using System.Diagnostics;
using System.Text.Json;
using InferenceBench.Contracts;
using InferenceBench.Models.Conversion;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Integration.Catalogue;
using InferenceBench.Tests.Integration.Nodes;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Models;

/// <summary>ONNX's own node tests (Debian: libonnx-testdata), converted, under the official checker (Debian: python3-onnx) with its type inference.</summary>
public sealed class ConvertedNodeTests
{
    private const string Source = "/usr/share/libonnx-testdata/data/node";
    private const string Python = "/usr/bin/python3";

    // The checker gets names of files on standard input and prints those that it refuses, with the reason.
    private const string Check = """
        import onnx, sys
        print("ready", onnx.defs.onnx_opset_version(), flush=True)
        for path in sys.stdin.read().split("\n"):
            if path:
                try:
                    onnx.checker.check_model(path, full_check=True)
                except Exception as error:
                    print(path, str(error).replace("\n", " "))
        """;

    [Theory]
    [InlineData(Precision.Fp16, 600)]
    [InlineData(Precision.Bf16, 400)]
    public void The_official_checker_accepts_every_operator_that_was_converted(Precision precision, int atLeast)
    {
        Assert.SkipUnless(Directory.Exists(Source), "ONNX's test data is not installed: apt install libonnx-testdata");
        Assert.SkipUnless(File.Exists(Python) && Run("").StartsWith("ready", StringComparison.Ordinal), "the official ONNX checker is not installed: apt install python3-onnx");
        long newest = long.Parse(Run("").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        using var folder = new ScratchFolder();
        var files = new List<string>();
        foreach (string test in Directory.GetDirectories(Source).Order(StringComparer.Ordinal))
        {
            if (TryConvert(Path.Combine(test, "model.onnx"), precision) is { } model && model.Opset <= newest)
            {
                string file = folder.File(Path.GetFileName(test) + ".onnx");
                OnnxWriter.Save(model, file, ExternalDataUse.WhenNeeded);
                files.Add(file);
            }
        }

        Assert.True(files.Count >= atLeast, $"only {files.Count} tests were converted");
        Assert.Empty(Run(string.Join('\n', files)).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]);
    }

    [Fact]
    public async Task OnnxRuntime_computes_in_fp16_whatever_it_computes_in_fp32()
    {
        Assert.SkipUnless(Directory.Exists(Source), "ONNX's test data is not installed: apt install libonnx-testdata");
        using var process = new SuiteProcess();
        string single = Directory.CreateDirectory(Path.Combine(process.Folder, "single")).FullName;
        string half = Directory.CreateDirectory(Path.Combine(process.Folder, "half")).FullName;
        NodeTestSuite.Write(single);
        foreach (string file in Directory.GetFiles(single, "*.onnx"))
        {
            if (TryConvert(file, Precision.Fp16) is { } model)
            {
                string stem = Path.Combine(half, Path.GetFileNameWithoutExtension(file));
                OnnxWriter.Save(model, stem + ".onnx", ExternalDataUse.WhenNeeded);
                File.Copy(Path.ChangeExtension(file, ".in.f32"), stem + ".in.f32");
                File.Copy(Path.ChangeExtension(file, ".out.f32"), stem + ".out.f32");
            }
        }

        HashSet<string> expected = [.. await PassedAsync(process, single)];
        expected.IntersectWith(Directory.GetFiles(half, "*.onnx").Select(Path.GetFileNameWithoutExtension)!);
        Assert.True(expected.Count > 500, $"only {expected.Count} tests run in fp32 and were converted");
        expected.ExceptWith(await PassedAsync(process, half));
        Assert.Empty(expected);
    }

    // One node's outputs have as many digits as the precision; those without weights are judged by the gate of fp32 otherwise.
    private static async Task<IEnumerable<string>> PassedAsync(SuiteProcess process, string suite)
    {
        (_, JsonElement document) = await process.RunJsonAsync(
            SuiteProcess.Real, "parity", "--suite", suite, "--frameworks", "onnxruntime", "--atol", "0.02", "--rtol", "0.02");
        return document.GetProperty("cases").EnumerateArray()
            .Where(static row => row.GetProperty("status").GetString() == "passed").Select(static row => row.GetProperty("model").GetString()!);
    }

    // Null: nothing in it can be converted, or it was not whole before.
    private static OnnxModel? TryConvert(string file, Precision precision)
    {
        try
        {
            return PrecisionConverter.Convert(OnnxModel.Load(file), new ConversionOptions(precision, [])).Model;
        }
        catch (OnnxModelException e)
        {
            Assert.Matches("nothing to convert|computes in|is quantized|has opset|bf16 needs", e.Message);
            return null;
        }
    }

    private static string Run(string input)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", Check]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
