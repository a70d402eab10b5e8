using System.Text.Json;
using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorRt;

/// <summary>What goes wrong with TensorRT is told in one line, and everything else is done.</summary>
public sealed class TensorRtFaultTests : IDisposable
{
    private readonly TensorRtSandbox _sandbox = new();

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Fact]
    public async Task An_unsupported_operator_is_skipped_with_operator_and_node()
    {
        IReadOnlyList<CaseReport> cases = await _sandbox.MeasureAsync(0, "--model-file", _sandbox.Write("sine", "Relu", "Sin"), "--model-file", _sandbox.Write("net", "Relu"));

        CaseReport skipped = cases.Single(static found => found.Model == "sine");
        Assert.Equal(("skipped", "operator Sin at node 'Sin' is not supported"), (skipped.Status, skipped.Reason));
        Assert.Equal("ok", cases.Single(static found => found.Model == "net").Status);
    }

    [Theory]
    [InlineData("oom:build", "out of memory: cudaMalloc of 1099511627776 bytes: out of memory (build)")]
    [InlineData("oom:prepare", "out of memory: cudaMalloc of 1099511627776 bytes: out of memory (prepare)")]
    [InlineData("fail:build", "infb_trt_build failed: the stand-in was told to fail in build")]
    [InlineData("fail:open", "infb_trt_open failed: the stand-in was told to fail in open")]
    [InlineData("fail:run", "infb_trt_run failed: the stand-in was told to fail in run")]
    public async Task What_TensorRT_refuses_fails_the_case_with_its_words(string script, string reason)
    {
        _sandbox.Script = script;

        CaseReport found = Assert.Single(await _sandbox.MeasureAsync(1, "--model-file", _sandbox.Write("net", "Relu")));

        Assert.Equal("failed", found.Status);
        Assert.StartsWith("tensorrt cannot ", found.Reason, StringComparison.Ordinal);
        Assert.EndsWith(reason, found.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', found.Reason!);
    }

    [Fact]
    public async Task A_crash_of_the_library_costs_its_case_alone()
    {
        _sandbox.Script = "crash:build";

        IReadOnlyList<CaseReport> cases = await _sandbox.MeasureAsync(1, "--frameworks", "onnxruntime,tensorrt", "--devices", "cpu,cuda:0", "--model-file", _sandbox.Write("net", "Relu"));

        CaseReport crashed = cases.Single(static found => found.Framework == "tensorrt");
        Assert.Equal("failed", crashed.Status);
        Assert.Contains("SIGABRT", crashed.Reason, StringComparison.Ordinal);
        Assert.Contains(cases, static found => found is { Framework: "onnxruntime", Device: "cpu", Status: "ok" });
    }

    [Theory]
    [InlineData("no_driver")]
    [InlineData("devices:0")]
    public async Task Without_a_GPU_doctor_says_why_and_what_to_do(string script)
    {
        _sandbox.Script = script;

        JsonElement row = await FindAsync();

        Assert.True(row.GetProperty("available").GetBoolean());
        JsonElement provider = Assert.Single(row.GetProperty("providers").EnumerateArray());
        Assert.Equal(("cuda", "cuda:0", false), (provider.GetProperty("id").GetString(), provider.GetProperty("device").GetString(), provider.GetProperty("available").GetBoolean()));
        Assert.Matches("no NVIDIA driver is loaded|CUDA finds no GPU|driver version is insufficient", provider.GetProperty("reason").GetString());
        Assert.Contains("install the NVIDIA driver", provider.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_lists_every_GPU()
    {
        _sandbox.Script = "devices:3";

        JsonElement row = await FindAsync();

        Assert.Equal("10.3.0", row.GetProperty("version").GetString());
        Assert.Equal(["cuda:0", "cuda:1", "cuda:2"], row.GetProperty("providers").EnumerateArray().Select(static provider => provider.GetProperty("device").GetString()));
        Assert.All(row.GetProperty("providers").EnumerateArray(), static provider => Assert.True(provider.GetProperty("available").GetBoolean()));
    }

    [Fact]
    public async Task A_TensorRT_of_another_major_version_is_refused_before_it_is_used()
    {
        _sandbox.Script = "version:11.0.0";

        JsonElement row = await FindAsync();

        Assert.False(row.GetProperty("available").GetBoolean());
        Assert.Equal("the shim was built for TensorRT 10.3.0, the one that is loaded is 11.0.0", row.GetProperty("reason").GetString());
        Assert.Equal("build again (./run.sh does)", row.GetProperty("remedy").GetString());
    }

    [Fact]
    public async Task A_library_that_crashes_while_it_is_probed_is_an_answer()
    {
        _sandbox.Script = "crash:version";

        JsonElement row = await FindAsync();

        Assert.False(row.GetProperty("available").GetBoolean());
        Assert.Contains("SIGABRT", row.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_names_its_cases_beside_those_of_ONNX_Runtimes_TensorRT_provider()
    {
        JsonElement cases = await _sandbox.RunJsonAsync("list", "--frameworks", "tensorrt", "--models", "resnet18", "--precisions", "fp32,fp16,bf16,int8");

        Assert.Equal(
            ["tensorrt default cuda cuda:0 resnet18 1 fp32", "tensorrt default cuda cuda:0 resnet18 1 fp16", "tensorrt default cuda cuda:0 resnet18 1 bf16", "tensorrt default cuda cuda:0 resnet18 1 int8"],
            cases.EnumerateArray().Select(static found => string.Join(' ', new[] { "framework", "variant", "provider", "device", "model", "batch", "precision" }.Select(found.GetProperty))));
    }

    [Theory]
    [InlineData("tensorrt.memory=unified", "tensorrt.memory=unified is not one of pageable, pinned, managed, device")]
    [InlineData("tensorrt.no-such=1", "tensorrt has no option 'no-such'; it has builder-optimization-level, ")]
    [InlineData("tensorrt.calibration=/no/such/file", "tensorrt.calibration=/no/such/file: no such file")]
    public async Task An_option_that_is_wrong_is_refused_before_anything_runs(string option, string message)
    {
        ScriptProcess run = await _sandbox.RunAsync("--model-file", _sandbox.Write("net", "Relu"), "--option", option);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parity_compares_every_file_in_one_child_and_skips_what_is_not_supported()
    {
        JsonElement document = await _sandbox.RunJsonAsync(
            "parity", "--frameworks", "tensorrt", "--devices", "cuda:0", "--model-file", _sandbox.Write("net", "Neg", "Abs"), "--model-file", _sandbox.Write("sine", "Sin"),
            "--model-file", _sandbox.Write("found", "Relu", "NonZero"));

        Assert.Equal(
            [("net", "passed"), ("sine", "skipped"), ("found", "passed")],
            document.GetProperty("cases").EnumerateArray().Select(static found => (found.GetProperty("model").GetString(), found.GetProperty("status").GetString())));
    }

    private async Task<JsonElement> FindAsync()
    {
        JsonElement document = await _sandbox.RunJsonAsync("doctor");
        Assert.Contains(document.GetProperty("frameworks").EnumerateArray(), static row => row.GetProperty("id").GetString() == "onnxruntime" && row.GetProperty("available").GetBoolean());
        return document.GetProperty("frameworks").EnumerateArray().Single(static row => row.GetProperty("id").GetString() == "tensorrt");
    }
}
