using InferenceBench.Contracts;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;
using InferenceBench.Tests.Integration.Scripts;
using Xunit;

namespace InferenceBench.Tests.Integration.Runs;

public sealed class SuiteRunTests : IDisposable
{
    private readonly SuiteSandbox _sandbox = new();

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Fact]
    public async Task Every_case_is_measured_and_reported()
    {
        ScriptProcess run = await _sandbox.RunQuicklyAsync("--batch-sizes", "1,2");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("[4/4] tiny b2 fp32 on healthy plain cpu  p50 ", run.Error, StringComparison.Ordinal);
        Assert.Contains("inferences/s", run.Error, StringComparison.Ordinal);
        IReadOnlyList<CaseReport> cases = _sandbox.ReadReport().Cases;
        Assert.Equal([("standin", 1), ("healthy", 1), ("standin", 2), ("healthy", 2)], cases.Select(found => (found.Framework, found.Batch)));
        Assert.All(cases, found =>
        {
            Assert.Equal("ok", found.Status);
            Assert.Equal(("plain", "cpu", "cpu", "tiny", "fp32", "1.2.3"), (found.Variant, found.Provider, found.Device, found.Model, found.Precision, found.FrameworkVersion));
            Assert.True(found.LatencyMs!.P50 >= 2, "an inference is a wait of 2 ms");
            Assert.True(found.ColdStartMs!.Load >= 0 && found.ColdStartMs.FirstInference >= 2);
            Assert.Equal(0, found.ManagedBytesPerInference);
            Assert.True(found.PeakResidentBytes > 1 << 20);
            Assert.Equal("n/a", found.Parity!.Status);
            Assert.Equal("3 × 10 inferences", found.Settings["stop"]);
        });
    }

    [Fact]
    public async Task The_folder_of_a_run_holds_its_files_and_nothing_else()
    {
        await _sandbox.RunQuicklyAsync("--frameworks", "healthy");

        string folder = Path.GetDirectoryName(Directory.GetFiles(_sandbox.Results, RunReport.FileName, SearchOption.AllDirectories).Single())!;
        Assert.Equal(
            ["InferenceBench.Cases.OnnxFileBenchmarks-report-full.json", "report.csv", "report.json", "report.md", "run.log", "samples"],
            Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Single(Directory.GetFileSystemEntries(Path.Combine(folder, "samples")));
    }

    [Fact]
    public async Task An_explicit_duration_and_warm_up_are_obeyed_exactly()
    {
        await _sandbox.RunAsync(
            "--model-file", _sandbox.WriteModel("tiny"), "--results-dir", _sandbox.Results, "--duration", "300ms", "--warmup", "50ms", "--frameworks", "standin");

        CaseReport found = _sandbox.ReadReport().Cases.Single();
        InferenceTrace trace = InferenceTrace.Read(_sandbox.SamplesOf(found));
        long busyNs = trace.Windows.Sum(window => window.EndNs - window.StartNs);
        Assert.InRange(busyNs, 300_000_000, 300_000_000 + trace.EndNs[^1] - trace.StartNs[^1]);
        Assert.Equal(0, trace.Dropped);
        Assert.Equal(trace.StartNs.Count, found.LatencyMs!.N);
        Assert.True(found.WarmUp!.Ms >= 50);
    }

    [Fact]
    public async Task A_dry_job_runs_each_case_once()
    {
        ScriptProcess run = await _sandbox.RunAsync("--model-file", _sandbox.WriteModel("tiny"), "--job", "dry", "--results-dir", _sandbox.Results);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["standin", "healthy"], _sandbox.ReadReport().Cases.Select(found => found.Framework));
        Assert.All(_sandbox.ReadReport().Cases, found => Assert.Equal((1, 0L), (found.LatencyMs!.N, found.WarmUp!.Inferences)));
    }

    [Fact]
    public async Task Numeric_options_of_BenchmarkDotNet_change_the_cases_and_add_none()
    {
        await _sandbox.RunQuicklyAsync("--frameworks", "standin", "--noForcedGCs");

        CaseReport found = _sandbox.ReadReport().Cases.Single();
        Assert.Equal((30, 10L, 3), (found.LatencyMs!.N, found.WarmUp!.Inferences, found.Windows.Count));
        Assert.Empty(found.LaunchWindows);
    }

    [Fact]
    public async Task Several_files_keep_apart_and_integers_are_fed()
    {
        string other = Path.Combine(_sandbox.Root, "tiny.onnx");
        File.Copy(_sandbox.WriteModel("tiny", ElementType.Int64), other);

        ScriptProcess run = await _sandbox.RunQuicklyAsync("--model-file", other, "--frameworks", "healthy");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([("tiny", "ok"), ("tiny-2", "ok")], _sandbox.ReadReport().Cases.Select(found => (found.Model, found.Status)));
    }

    [Fact]
    public async Task A_file_whose_input_cannot_be_fed_is_skipped_with_the_reason()
    {
        ScriptProcess run = await _sandbox.RunQuicklyAsync("--model-file", _sandbox.WriteModel("text", ElementType.String), "--frameworks", "healthy");

        Assert.Equal(0, run.ExitCode);
        CaseReport skipped = _sandbox.ReadReport().Cases.Single(found => found.Model == "text");
        Assert.Equal("skipped", skipped.Status);
        Assert.Contains("input 'x'", skipped.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_a_framework_does_not_do_is_skipped_with_its_reason()
    {
        ScriptProcess run = await _sandbox.RunQuicklyAsync("--option", "standin.fault=unsupported");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(("skipped", "the stand-in does not do this model"), (_sandbox.ReadCase("standin").Status, _sandbox.ReadCase("standin").Reason));
        Assert.Equal("ok", _sandbox.ReadCase("healthy").Status);
    }

    [Fact]
    public async Task An_unavailable_device_that_was_asked_for_is_skipped_with_its_reason()
    {
        ScriptProcess run = await _sandbox.RunQuicklyAsync("--devices", "cpu,cuda:0", "--frameworks", "standin");

        Assert.Equal(0, run.ExitCode);
        CaseReport skipped = Assert.Single(_sandbox.ReadReport().Cases, found => found.Device == "cuda:0");
        Assert.Equal(("skipped", "a stand-in has no CUDA; use the CPU"), (skipped.Status, skipped.Reason));
    }

    [Fact]
    public async Task When_nothing_runs_the_reasons_are_told_and_the_exit_code_is_2()
    {
        ScriptProcess run = await _sandbox.RunQuicklyAsync("--providers", "cuda", "--precisions", "fp32");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("a stand-in has no CUDA", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreadable_file_among_good_ones_stops_the_run_before_anything_is_measured()
    {
        string bad = Path.Combine(_sandbox.Root, "bad.onnx");
        File.WriteAllText(bad, "not a model");

        ScriptProcess run = await _sandbox.RunQuicklyAsync("--model-file", bad);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("bad.onnx", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_sandbox.Results));
    }

    [Fact]
    public async Task A_models_option_that_names_a_file_narrows_the_files()
    {
        await _sandbox.RunQuicklyAsync("--model-file", _sandbox.WriteModel("other"), "--models", "other", "--frameworks", "healthy");

        Assert.Equal("other", _sandbox.ReadReport().Cases.Single().Model);
    }

    [Fact]
    public async Task Variants_are_cases_of_their_own()
    {
        await _sandbox.RunQuicklyAsync("--variants", "plain,fast", "--frameworks", "standin");

        Assert.Equal(["plain", "fast"], _sandbox.ReadReport().Cases.Select(found => found.Variant));
    }
}
