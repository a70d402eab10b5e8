using System.Text.Json;
using InferenceBench.Tests.StandIn;
using Xunit;

namespace InferenceBench.Tests.Integration.Verbs;

public sealed class OwnFileParityTests : IDisposable
{
    private readonly SuiteProcess _process = new();
    private readonly string _file;
    private readonly string _input;

    public OwnFileParityTests()
    {
        _file = Path.Combine(_process.Folder, "net" + StandInFramework.OwnExtension);
        _input = Path.Combine(_process.Folder, "net.in.f32");
        File.WriteAllText(_file, StandInFramework.OwnMark);
        File.WriteAllBytes(_input, new byte[2 * 4 * sizeof(float)]);
    }

    public void Dispose()
    {
        _process.Dispose();
    }

    [Fact]
    public async Task Each_framework_is_compared_with_its_own_plain_variant()
    {
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(
            SuiteProcess.StandIn, "parity", "--model-file", _file, "--input", _input, "--input-shape", "2,4", "--variants", "fast", "--option", "standin.value=0.5");

        Assert.Equal(1, exitCode);
        Assert.Equal("standin 1.2.3 plain cpu, healthy 1.2.3 plain cpu", document.GetProperty("reference").GetString());
        Assert.Equal(["standin fast failed", "healthy fast passed"], Rows(document));
        Assert.Equal(0.5, document.GetProperty("cases")[0].GetProperty("maxAbs").GetDouble());
    }

    [Fact]
    public async Task Without_an_input_values_are_seeded_and_the_reference_is_kept()
    {
        for (int turn = 0; turn < 2; turn++)
        {
            (int exitCode, JsonElement document) = await _process.RunJsonAsync(
                SuiteProcess.StandIn, "parity", "--model-file", _file, "--input-shape", "2,4", "--frameworks", "healthy");

            Assert.Equal((0, "healthy plain passed"), (exitCode, Assert.Single(Rows(document))));
            Assert.Single(Directory.GetFiles(Path.Combine(_process.Cache, "references"), "reference.json", SearchOption.AllDirectories));
        }

        await File.AppendAllTextAsync(_file, "changed", TestContext.Current.CancellationToken);
        await _process.RunJsonAsync(SuiteProcess.StandIn, "parity", "--model-file", _file, "--input-shape", "2,4", "--frameworks", "healthy");
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_process.Cache, "references"), "reference.json", SearchOption.AllDirectories).Length);
    }

    [Theory]
    [InlineData(0, "passed")]
    [InlineData(0.25, "failed")]
    public async Task Expected_outputs_take_the_place_of_the_reference(float value, string status)
    {
        string expected = Path.Combine(_process.Folder, "expected.f32");
        await File.WriteAllBytesAsync(expected, Enumerable.Repeat(value, 6).SelectMany(BitConverter.GetBytes).ToArray(), TestContext.Current.CancellationToken);

        (_, JsonElement document) = await _process.RunJsonAsync(
            SuiteProcess.StandIn, "parity", "--model-file", _file, "--input", _input, "--input-shape", "2,4", "--expected", expected, "--frameworks", "healthy");

        Assert.Equal($"healthy plain {status}", Assert.Single(Rows(document)));
    }

    [Fact]
    public async Task The_child_has_what_its_framework_wants_in_its_environment()
    {
        string expected = Path.Combine(_process.Folder, "expected.f32");
        await File.WriteAllBytesAsync(expected, Enumerable.Repeat(3f, 6).SelectMany(BitConverter.GetBytes).ToArray(), TestContext.Current.CancellationToken);

        (_, JsonElement document) = await _process.RunJsonAsync(
            SuiteProcess.StandIn, "parity", "--model-file", _file, "--input", _input, "--input-shape", "2,4", "--expected", expected, "--frameworks", "healthy", "--threads", "3", "--option", "healthy.value=environment");

        Assert.Equal("healthy plain passed", Assert.Single(Rows(document)));
    }

    [Fact]
    public async Task In_a_suite_the_shape_comes_from_expected_json()
    {
        await File.WriteAllBytesAsync(Path.Combine(_process.Folder, "net.out.f32"), new byte[6 * sizeof(float)], TestContext.Current.CancellationToken);
        (int withoutShape, JsonElement failed) = await _process.RunJsonAsync(SuiteProcess.StandIn, "parity", "--suite", _process.Folder, "--frameworks", "healthy");
        await File.WriteAllTextAsync(
            Path.Combine(_process.Folder, "expected.json"), """{"net.standin": {"inputShape": [2, 4]}}""", TestContext.Current.CancellationToken);
        (int withShape, JsonElement passed) = await _process.RunJsonAsync(SuiteProcess.StandIn, "parity", "--suite", _process.Folder, "--frameworks", "healthy");

        Assert.Equal(1, withoutShape);
        Assert.Contains("inputShape in expected.json", failed.GetProperty("cases")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal((0, "healthy plain passed"), (withShape, Assert.Single(Rows(passed))));
    }

    [Fact]
    public async Task A_framework_that_does_not_read_it_and_a_file_that_is_none_are_told()
    {
        (int skipped, JsonElement foreign) = await _process.RunJsonAsync(SuiteProcess.Real, "parity", "--model-file", _file, "--input-shape", "2,4", "--frameworks", "onnxruntime");
        await File.WriteAllTextAsync(_file, "something else", TestContext.Current.CancellationToken);
        (int refused, JsonElement damaged) = await _process.RunJsonAsync(SuiteProcess.StandIn, "parity", "--model-file", _file, "--input-shape", "2,4", "--frameworks", "healthy");

        Assert.Equal((2, "onnxruntime does not read .standin files; it reads .onnx files"), (skipped, foreign.GetProperty("cases")[0].GetProperty("reason").GetString()));
        Assert.Equal((2, $"{_file}: it is no file of a stand-in"), (refused, damaged.GetProperty("cases")[0].GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Precisions_make_a_case_each_and_outputs_are_kept_apart()
    {
        (int exitCode, JsonElement document) = await _process.RunJsonAsync(
            SuiteProcess.StandIn, "parity", "--model-file", _file, "--input-shape", "2,4", "--precisions", "fp32,fp16", "--save-outputs", "kept");

        Assert.Equal(0, exitCode);
        Assert.Equal(
            ["standin fp32 passed", "standin fp16 passed", "healthy fp32 passed", "healthy fp16 skipped"],
            document.GetProperty("cases").EnumerateArray().Select(static row => $"{row.GetProperty("framework")} {row.GetProperty("precision")} {row.GetProperty("status")}"));
        Assert.Equal(
            ["net.healthy.plain.cpu.0.f32", "net.standin.plain.cpu.0.f32", "net.standin.plain.cpu.fp16.0.f32"],
            Directory.GetFiles(Path.Combine(_process.Folder, "kept")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Rows(JsonElement document)
    {
        return document.GetProperty("cases").EnumerateArray().Select(static row => $"{row.GetProperty("framework")} {row.GetProperty("variant")} {row.GetProperty("status")}");
    }
}
