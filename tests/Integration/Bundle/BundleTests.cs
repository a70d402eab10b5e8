using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Bundle;

public sealed class BundleTests : IClassFixture<BundleFixture>
{
    // e_machine of the ELF header.
    private const int X64Machine = 62;
    private const int Arm64Machine = 183;

    private readonly BundleFixture _bundle;

    public BundleTests(BundleFixture bundle)
    {
        _bundle = bundle;
    }

    [Fact]
    public async Task Doctor_answers_without_SDK_PATH_and_HOME()
    {
        SkipUnlessX64();
        ScriptProcess doctor = await RunAsync(_bundle.CreateFolder(), Path.Combine(_bundle.X64, "run.sh"), "doctor", "--json");

        Assert.True(doctor.ExitCode == 0, $"exit code {doctor.ExitCode}: {doctor.Error}");
        using JsonDocument document = JsonDocument.Parse(doctor.Output);
        JsonElement onnxRuntime = Assert.Single(
            document.RootElement.GetProperty("frameworks").EnumerateArray(), static f => f.GetProperty("id").GetString() == "onnxruntime");
        Assert.True(onnxRuntime.GetProperty("available").GetBoolean(), onnxRuntime.ToString());
    }

    [Fact]
    public async Task A_benchmark_runs_and_leaves_its_results_in_the_working_folder()
    {
        SkipUnlessX64();
        string folder = _bundle.CreateFolder();
        string link = Path.Combine(folder, "start");
        File.CreateSymbolicLink(link, Path.Combine(_bundle.X64, "run.sh"));
        ScriptProcess run = await RunAsync(
            folder, link, "--filter", "*ClassicCnn*", "--models", "lenet5", "--devices", "cpu", "--batch-sizes", "1", "--duration", "200ms", "--warmup", "100ms");

        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Output}{run.Error}");
        string report = Assert.Single(Directory.GetFiles(Path.Combine(folder, "results"), "report.json", SearchOption.AllDirectories));
        using JsonDocument document = JsonDocument.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));
        Assert.Contains(
            document.RootElement.GetProperty("cases").EnumerateArray(),
            static c => c.GetProperty("model").GetString() == "lenet5" && c.GetProperty("status").GetString() == "ok");
    }

    [Fact]
    public void Each_folder_holds_libraries_of_its_own_processor_alone()
    {
        Assert.Equal([X64Machine], Libraries(_bundle.X64).Select(ElfMachine).Distinct());
        Assert.Equal([Arm64Machine], Libraries(_bundle.Arm64).Select(ElfMachine).Distinct());
    }

    [Fact]
    public void Each_folder_holds_ONNX_Runtime_and_its_notices()
    {
        foreach (string folder in new[] { _bundle.X64, _bundle.Arm64 })
        {
            Assert.Contains(Libraries(folder), static path => Path.GetFileName(path).StartsWith("libonnxruntime.so", StringComparison.Ordinal));
            Assert.Contains(
                Directory.GetDirectories(Path.Combine(folder, "licenses")), static path => path.Contains("onnxruntime", StringComparison.Ordinal));
        }
    }

    private static Task<ScriptProcess> RunAsync(string folder, string program, params string[] arguments)
    {
        Dictionary<string, string> environment = new() { ["PATH"] = "", ["HOME"] = "" };
        return ScriptProcess.RunAsync(program, arguments, folder, environment, TimeSpan.FromMinutes(3));
    }

    private static void SkipUnlessX64()
    {
        Assert.SkipUnless(
            RuntimeInformation.OSArchitecture == Architecture.X64, $"the linux-x64 folder does not run on {RuntimeInformation.OSArchitecture}");
    }

    private static IEnumerable<string> Libraries(string folder)
    {
        return Directory.EnumerateFiles(folder, "*.so*", SearchOption.AllDirectories);
    }

    private static int ElfMachine(string path)
    {
        Span<byte> header = stackalloc byte[20];
        using FileStream file = File.OpenRead(path);
        file.ReadExactly(header);
        Assert.True(header.StartsWith("\u007fELF"u8), $"{path} is no ELF file");
        return BinaryPrimitives.ReadUInt16LittleEndian(header[18..]);
    }
}
