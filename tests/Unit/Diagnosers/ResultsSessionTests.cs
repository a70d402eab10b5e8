using System.Diagnostics;
using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using InferenceBench.Diagnosers.Results;
using InferenceBench.Reporting.Machine;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;
using InferenceBench.Tests.Unit.Reporting;
using Xunit;

namespace InferenceBench.Tests.Unit.Diagnosers;

public sealed class ResultsSessionTests : IDisposable
{
    private static readonly MachineDescription s_machine = new("testcpu-host", "Test CPU", [], 1, "os", "kernel", null, null, new Dictionary<string, string>());
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public void A_run_leaves_the_report_the_tables_the_traces_the_log_and_the_full_json()
    {
        (int exitCode, RunReport report, string directory) = Run<FakeBenchmarks>(static (_, start) => Good(start));

        Assert.Equal(0, exitCode);
        Assert.Equal(["bad", "good"], report.Cases.Select(static c => c.Model).Order());
        CaseReport one = report.Cases[0];
        Assert.Equal(("onnxruntime", "default", "cpu", "cpu", 4, "fp32"), (one.Framework, one.Variant, one.Provider, one.Device, one.Batch, one.Precision));
        Assert.Equal((CaseStatus.Ok, "1.2.3", 100L), (one.Status, one.FrameworkVersion, one.LatencyMs!.N));
        Assert.Equal((1000.0, 4000.0), (one.InferencesPerSecond, one.ImagesPerSecond));
        Assert.Equal("FakeBenchmarks.Inference", one.Benchmark);
        Assert.Equal(100, InferenceTrace.Read(Path.Combine(directory, one.SamplesFile!)).StartNs.Count);
        Assert.NotNull(report.Run.FinishedUtc);
        Assert.Equal(
            ["InferenceBench.Tests.Unit.Diagnosers.FakeBenchmarks-report-full.json", "report.csv", "report.json", "report.md", "run.log", "samples"],
            Directory.GetFileSystemEntries(directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("Results: " + directory, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_show_a_case_by_its_short_name_and_files_keep_its_key()
    {
        using var session = ResultsSession.Create(new ResultsOptions(_folder["results"], s_machine, [], null, null)
        {
            DisplayNameOf = static key => key.Framework == "onnxruntime" ? $"ort {key.Model}" : null,
        });
        session.Skip(new CaseKey("other", "fast", "cpu", "cpu", "good", 1, "fp32"), "not here");
        session.Skip(new CaseKey("onnxruntime", "fast", "cpu", "cpu", "good", 1, "fp32"), "not here");
        Run<FakeBenchmarks>(session, static (_, start) => Good(start));

        RunReport report = RunReport.Read(Path.Combine(session.Directory, "report.json"));
        Assert.Equal(["ort bad", "ort good", null, "ort good"], report.Cases.Select(static c => c.DisplayName));
        Assert.Equal(["onnxruntime", "onnxruntime", "other", "onnxruntime"], report.Cases.Select(static c => c.Framework));
        Assert.Contains("ort good 1.2.3 ", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("| ort good 1.2.3 |", File.ReadAllText(Path.Combine(session.Directory, "report.md")), StringComparison.Ordinal);
        Assert.Contains("ort good 1.2.3 |", File.ReadAllText(Path.Combine(session.Directory, "run.log")), StringComparison.Ordinal);
        Assert.StartsWith("onnxruntime,default,1.2.3,", File.ReadAllLines(Path.Combine(session.Directory, "report.csv"))[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_full_json_and_the_summary_carry_the_same_figures()
    {
        (_, _, string directory) = Run<FakeBenchmarks>(static (_, start) => Good(start));

        using JsonDocument full = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(directory, "*-report-full.json").Single()));
        JsonElement metrics = full.RootElement.GetProperty("Benchmarks")[0].GetProperty("Metrics");
        JsonElement throughput = metrics.EnumerateArray().Single(static m => m.GetProperty("Descriptor").GetProperty("Id").GetString() == "InferenceBench.Images");

        Assert.Equal(4000, throughput.GetProperty("Value").GetDouble());
        Assert.Contains("| Images [1/s] |", File.ReadAllText(Path.Combine(directory, "run.log")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("// ERROR: out of memory\n\n  at Native()", "out of memory at Native()")]
    [InlineData("", "its process ended with exit code 139 and no word")]
    public void A_failed_case_keeps_its_reason_and_the_others_their_figures(string line, string reason)
    {
        (int exitCode, RunReport report, _) = Run<FakeBenchmarks>((c, start) => IsBad(c) ? (139, [line]) : Good(start));

        CaseReport failed = report.Cases.Single(static c => c.Model == "bad");
        Assert.Equal(1, exitCode);
        Assert.Equal((CaseStatus.Failed, reason), (failed.Status, failed.Reason));
        Assert.Null(failed.LatencyMs);
        Assert.Equal(CaseStatus.Ok, report.Cases.Single(static c => c.Model == "good").Status);
        Assert.Contains($"onnxruntime/cpu/bad/b4/fp32: {reason}", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_that_the_child_wrote_down_wins()
    {
        (int exitCode, RunReport report, _) = Run<FakeBenchmarks>(static (c, start) =>
        {
            Good(start);
            new CaseFacts { FailedReason = "parity: cosine 0.2" }.Write(start.Environment[CaseFacts.PathVariable]!);
            return (1, ["// ERROR: something else"]);
        });

        Assert.Equal(1, exitCode);
        Assert.All(report.Cases, static c => Assert.Equal((CaseStatus.Failed, "parity: cosine 0.2", null), (c.Status, c.Reason, c.LatencyMs)));
    }

    [Fact]
    public void A_case_that_says_so_is_skipped_and_not_failed()
    {
        (int exitCode, RunReport report, _) = Run<FakeBenchmarks>(static (c, start) =>
        {
            if (!IsBad(c))
            {
                return Good(start);
            }

            new CaseFacts { SkippedReason = "no int8 here" }.Write(start.Environment[CaseFacts.PathVariable]!);
            return (1, ["// ERROR: no int8 here"]);
        });

        Assert.Equal(0, exitCode);
        Assert.Equal((CaseStatus.Skipped, "no int8 here"), (report.Cases[^1].Status, report.Cases[^1].Reason));
    }

    [Fact]
    public void A_case_that_the_run_never_reached_is_skipped_with_that_reason()
    {
        using ResultsSession session = Create();

        int exitCode = Run<FakeBenchmarks>(session, static (_, _) => (1, ["// ERROR: no"]), ConfigOptions.StopOnFirstError);

        Assert.Equal(1, exitCode);
        Assert.Equal(
            [(CaseStatus.Failed, "no"), (CaseStatus.Skipped, "not run: the run ended before it")],
            RunReport.Read(Path.Combine(session.Directory, "report.json")).Cases.Select(static c => (c.Status, c.Reason!)));
    }

    [Fact]
    public void A_report_that_cannot_be_written_is_said_on_standard_error_and_the_table_is_printed_all_the_same()
    {
        using ResultsSession session = Create();
        // A folder where the file should be stands for a disk that is full.
        File.Delete(Path.Combine(session.Directory, "report.json"));
        Directory.CreateDirectory(Path.Combine(session.Directory, "report.json", "in the way"));

        int exitCode = Run<FakeBenchmarks>(session, static (_, start) => Good(start));

        Assert.Equal(1, exitCode);
        Assert.Contains("onnxruntime 1.2.3", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains(session.Directory, _errors.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(session.Directory, "report.md")));
    }

    [Fact]
    public void Only_skipped_cases_mean_that_nothing_ran()
    {
        using ResultsSession session = Create();
        session.Skip(SampleReport.Key(), "libnvinfer.so.10 not found");

        int exitCode = session.Finish([], _output, _errors);

        Assert.Equal(2, exitCode);
        Assert.Contains("onnxruntime/cpu/resnet50/b1/fp32: libnvinfer.so.10 not found", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(CaseStatus.Skipped, Assert.Single(RunReport.Read(Path.Combine(session.Directory, "report.json")).Cases).Status);
    }

    [Fact]
    public void A_run_without_any_case_leaves_no_folder()
    {
        string directory;
        using (ResultsSession session = Create())
        {
            directory = session.Directory;
            Assert.Equal(2, session.Finish([], _output, _errors));
        }

        Assert.False(Directory.Exists(directory));
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("missing")]
    public void Without_a_readable_trace_the_mean_is_that_of_the_iterations_and_a_note_says_so(string trace)
    {
        (int exitCode, RunReport report, _) = Run<FakeBenchmarks>((_, start) =>
        {
            if (trace == "damaged")
            {
                File.WriteAllText(start.Environment[InferenceTrace.PathVariable]!, "IBTRACE");
            }

            return (0, FakeToolchain.Measured(3));
        });

        Assert.Equal(0, exitCode);
        CaseReport one = report.Cases[0];
        Assert.Equal((1.0, null, 0L, null), (one.LatencyMs!.Mean, one.LatencyMs.P50, one.LatencyMs.N, one.SamplesFile));
        Assert.Equal(1000, one.InferencesPerSecond!.Value, 6);
        Assert.Contains(one.Notes, static note => note.Contains("the mean is over 3 iterations", StringComparison.Ordinal));
    }

    [Fact]
    public void The_report_is_saved_after_every_case()
    {
        List<int> seen = [];
        using ResultsSession session = Create();
        Run<FakeBenchmarks>(session, (_, start) =>
        {
            seen.Add(RunReport.Read(Path.Combine(session.Directory, "report.json")).Cases.Count);
            Assert.True(File.Exists(Path.Combine(session.Directory, ".reserve")));
            return Good(start);
        });

        Assert.Equal([0, 1], seen);
    }

    [Fact]
    public void A_trace_that_cannot_be_saved_loses_nothing_else()
    {
        (int exitCode, RunReport report, _) = Run<FakeBenchmarks>(static (_, start) => Good(start), static session =>
            // A file where the folder of samples should be stands for a disk that is full.
            File.WriteAllText(Path.Combine(session.Directory, "samples"), ""));

        Assert.Equal(0, exitCode);
        Assert.All(report.Cases, static c =>
        {
            Assert.Equal((CaseStatus.Ok, null, 100L), (c.Status, c.SamplesFile, c.LatencyMs!.N));
            Assert.Contains(c.Notes, static note => note.StartsWith("the trace could not be saved", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Exported_times_hold_every_inference_even_when_its_trace_could_not_be_saved()
    {
        string file = _folder["times/all.json"];
        Run<FakeBenchmarks>(static (_, start) => Good(start), static session => File.WriteAllText(Path.Combine(session.Directory, "samples"), ""), file);

        using JsonDocument times = JsonDocument.Parse(File.ReadAllText(file));
        JsonElement cases = times.RootElement.GetProperty("cases");
        JsonElement second = cases[0].GetProperty("times")[1];

        Assert.Equal((2, 100), (cases.GetArrayLength(), cases[0].GetProperty("times").GetArrayLength()));
        Assert.Equal((1.0, 2.0, 1.0), (second.GetProperty("startMs").GetDouble(), second.GetProperty("endMs").GetDouble(), second.GetProperty("latencyMs").GetDouble()));
    }

    [Fact]
    public void A_benchmark_that_is_no_inference_case_gets_what_it_has()
    {
        (int exitCode, RunReport report, _) = Run<PlainBenchmarks>(static (_, _) => (0, FakeToolchain.Measured(2)));

        CaseReport only = Assert.Single(report.Cases);
        Assert.Equal(0, exitCode);
        Assert.Equal(("PlainBenchmarks.Loop", null, 1.0), (only.Framework, only.Device, only.LatencyMs!.Mean));
    }

    [Fact]
    public void A_file_in_the_way_is_an_error_that_names_the_folder_and_the_option()
    {
        File.WriteAllText(_folder["file"], "");

        ResultsException error = Assert.Throws<ResultsException>(() => ResultsSession.Create(new ResultsOptions(_folder["file"], s_machine, [], null, null)));

        Assert.Contains(_folder["file"], error.Message, StringComparison.Ordinal);
        Assert.Contains("--results-dir", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
        _folder.Dispose();
    }

    private static bool IsBad(BenchmarkCase benchmarkCase)
    {
        return CaseKeys.From(benchmarkCase).Model == "bad";
    }

    // 100 inferences of 1 ms in one window.
    private static (int ExitCode, string[] Lines) Good(ProcessStartInfo start)
    {
        long[] stamps = [.. Enumerable.Range(0, 100).SelectMany(static i => new long[] { i * 1_000_000, (i + 1) * 1_000_000 })];
        InferenceTrace.Write(start.Environment[InferenceTrace.PathVariable]!, stamps, [new TraceWindow(0, 100_000_000, 0, 100)], 0);
        new CaseFacts { FrameworkVersion = "1.2.3", LoadMs = 5 }.Write(start.Environment[CaseFacts.PathVariable]!);
        return (0, FakeToolchain.Measured(1));
    }

    private ResultsSession Create(string? exportTimes = null)
    {
        return ResultsSession.Create(new ResultsOptions(_folder["results"], s_machine, ["--filter", "*"], null, exportTimes));
    }

    private (int ExitCode, RunReport Report, string Directory) Run<T>(
        Func<BenchmarkCase, ProcessStartInfo, (int ExitCode, string[] Lines)> child, Action<ResultsSession>? prepare = null, string? exportTimes = null)
    {
        using ResultsSession session = Create(exportTimes);
        prepare?.Invoke(session);
        int exitCode = Run<T>(session, child);
        return (exitCode, RunReport.Read(Path.Combine(session.Directory, "report.json")), session.Directory);
    }

    private int Run<T>(
        ResultsSession session, Func<BenchmarkCase, ProcessStartInfo, (int ExitCode, string[] Lines)> child, ConfigOptions options = ConfigOptions.Default)
    {
        Job job = new Job("ort").WithToolchain(new FakeToolchain(child));
        if (typeof(T) == typeof(FakeBenchmarks))
        {
            job = job.WithEnvironmentVariables(new(CaseKeys.FrameworkVariable, "onnxruntime"), new(CaseKeys.ProviderVariable, "cpu"));
        }

        ManualConfig config = ManualConfig.CreateEmpty().AddJob(job).WithOptions(options | ConfigOptions.DisableOptimizationsValidator);
        session.Configure(config);
        Summary summary = BenchmarkRunner.Run<T>(config);
        return session.Finish([summary], _output, _errors);
    }
}
