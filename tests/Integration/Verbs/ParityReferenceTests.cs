using System.Text.Json;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Verbs;

public sealed class ParityReferenceTests : IDisposable
{
    private readonly SuiteProcess _process = new();

    public void Dispose()
    {
        _process.Dispose();
    }

    [Fact]
    public async Task A_reference_is_kept_and_a_damaged_one_computed_anew()
    {
        await PassAsync("--models", "lenet5");
        string output = Assert.Single(Directory.GetFiles(Path.Combine(_process.Cache, "references"), "0.bin", SearchOption.AllDirectories));
        byte[] values = await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken);
        DateTime written = File.GetLastWriteTimeUtc(output);

        await PassAsync("--models", "lenet5");
        Assert.Equal(written, File.GetLastWriteTimeUtc(output));

        await File.WriteAllBytesAsync(output, new byte[values.Length], TestContext.Current.CancellationToken);
        await PassAsync("--models", "lenet5");
        Assert.Equal(values, await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_changed_model_gets_a_reference_of_its_own()
    {
        string file = Path.Combine(_process.Folder, "net.onnx");
        Assert.Equal(0, (await _process.RunAsync(SuiteProcess.Real, "models", "export", "lenet5", "--out", file)).ExitCode);
        await PassAsync("--model-file", file);
        Assert.Equal(0, (await _process.RunAsync(SuiteProcess.Real, "models", "export", "lenet5", "--seed", "7", "--out", file)).ExitCode);
        await PassAsync("--model-file", file);
    }

    [Fact]
    public async Task Outputs_that_are_kept_can_be_expected_elsewhere()
    {
        string file = Path.Combine(_process.Folder, "net.onnx");
        string input = Path.Combine(_process.Folder, "x.f32");
        Assert.Equal(0, (await _process.RunAsync(SuiteProcess.Real, "models", "export", "lenet5", "--out", file)).ExitCode);
        await File.WriteAllBytesAsync(input, new byte[2 * 32 * 32 * 4], TestContext.Current.CancellationToken);
        await PassAsync("--model-file", file, "--input", input, "--save-outputs", "kept");

        await PassAsync(
            "--model-file", file, "--input", input, "--expected", Path.Combine(_process.Folder, "kept", "net.onnxruntime.default.cpu.0.f32"));
    }

    [Fact]
    public async Task Another_model_as_the_reference_gives_other_outputs()
    {
        string mine = Path.Combine(_process.Folder, "mine.onnx");
        string other = Path.Combine(_process.Folder, "other.onnx");
        await _process.RunAsync(SuiteProcess.Real, "models", "export", "lenet5", "--out", mine);
        await _process.RunAsync(SuiteProcess.Real, "models", "export", "lenet5", "--seed", "7", "--out", other);

        (int exitCode, JsonElement document) = await _process.RunJsonAsync(SuiteProcess.Real, "parity", "--model-file", mine, "--reference-file", other);

        Assert.Equal(1, exitCode);
        Assert.EndsWith($" cpu on {other}", document.GetProperty("reference").GetString(), StringComparison.Ordinal);
        Assert.True(document.GetProperty("cases")[0].GetProperty("maxAbs").GetDouble() > 0);
    }

    private async Task PassAsync(params string[] arguments)
    {
        ScriptProcess run = await _process.RunAsync(SuiteProcess.Real, ["parity", "--frameworks", "onnxruntime", .. arguments]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }
}
