using System.Text;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Import.LoadGen;

public sealed class LoadGenTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    [Fact]
    public void SingleStream_of_a_real_run_is_in_milliseconds()
    {
        ResultRow row = Copy("SingleStream");

        Assert.Equal(("jetson", "PySUT", 1, "SingleStream"), (row.Origin.Machine, row.Key.Framework, row.Key.Batch, row.Scenario));
        Assert.Equal(12.271997, row.Figures[Figure.P50Ms]!.Value, 1e-9);
        Assert.Equal(13.714585, row.Figures[Figure.P90Ms]!.Value, 1e-9);
        Assert.Equal(14.207801, row.Figures[Figure.P95Ms]!.Value, 1e-9);
        Assert.Equal(16.252140, row.Figures[Figure.P99Ms]!.Value, 1e-9);
        Assert.Equal(12.343412, row.Figures[Figure.MeanMs]!.Value, 1e-9);
        Assert.Equal(9.676388, row.Figures[Figure.MinMs]!.Value, 1e-9);
        Assert.Equal(17.235162, row.Figures[Figure.MaxMs]!.Value, 1e-9);
        Assert.Equal(80.87, row.Figures[Figure.ImagesPerSecond]);
        Assert.Equal(487, row.Figures[Figure.Inferences]);
        Assert.Equal(("VALID", "PerformanceOnly", "81.01", "14.076601"), (row.Settings["validity"], row.Settings["mode"], row.Settings["QPS w/o loadgen overhead"], row.Settings["earlyStoppingP90.0Ms"]));
        Assert.Empty(row.Flags);
        Assert.Contains(row.Notes, static note => note.StartsWith("487 queries are fewer than the 662", StringComparison.Ordinal));
        Assert.Null(row.Figures[Figure.EnergyJoules]);
    }

    [Fact]
    public void Offlines_latencies_since_the_start_are_no_latencies_of_an_inference()
    {
        ResultRow row = Copy("Offline");

        Assert.Equal(("Offline", 0), (row.Scenario, row.Key.Batch));
        Assert.Equal(96.4652, row.Figures[Figure.ImagesPerSecond]);
        Assert.Null(row.Figures[Figure.P50Ms]);
        Assert.Null(row.Figures[Figure.MeanMs]);
        Assert.Null(row.Figures[Figure.InferencesPerSecond]);
        Assert.Equal("6777.998731", row.Settings["sinceStartP99Ms"]);
        Assert.Equal("660", row.Settings["samples_per_query"]);
        Assert.Equal(RowFlags.BatchUnknown, Assert.Single(row.Flags).Code);
    }

    [Fact]
    public void Server_shows_what_was_completed_and_keeps_what_was_scheduled()
    {
        ResultRow row = Copy("Server");

        Assert.Equal(("Server", 1, 4996.91), (row.Scenario, row.Key.Batch, row.Figures[Figure.ImagesPerSecond]));
        Assert.Equal(13.4, row.Figures[Figure.P99Ms]!.Value, 1e-9);
        Assert.Equal(("4997.20", "15", "VALID"), (row.Settings["Scheduled samples per second"], row.Settings["targetLatencyMs"], row.Settings["validity"]));
        Assert.Equal("6023615788873153749", row.Settings["qsl_rng_seed"]);
        Assert.Empty(row.Flags);
    }

    [Fact]
    public void An_invalid_run_keeps_its_figures_and_says_why()
    {
        ResultRow row = Copy("ServerInvalid");

        Assert.Equal(CaseStatus.Ok, row.Status);
        Assert.Equal(5101.50, row.Figures[Figure.ImagesPerSecond]);
        Assert.Equal(5000, row.Figures[Figure.Inferences]);
        Assert.Equal("INVALID", row.Settings["validity"]);
        RowFlag flag = Assert.Single(row.Flags);
        Assert.Equal(RowFlags.Invalid, flag.Code);
        Assert.StartsWith("Performance constraints satisfied: NO; Min duration satisfied: NO; Min queries satisfied: NO; Early stopping satisfied: NO; Reduce target QPS to improve latency.;", flag.Detail, StringComparison.Ordinal);
        Assert.Contains("before enough queries were issued. See the detailed log for why this may have occurred.", flag.Detail, StringComparison.Ordinal);
        Assert.Equal("2 warnings encountered. See detailed log. 1 ERROR encountered. See detailed log.", row.Settings["log"]);
    }

    [Fact]
    public void MultiStream_counts_queries_of_eight_samples()
    {
        ResultRow row = Copy("MultiStream");

        Assert.Equal(("MultiStream", 8), (row.Scenario, row.Key.Batch));
        Assert.Equal(3.208967, row.Figures[Figure.P99Ms]!.Value, 1e-9);
        Assert.Equal(2.5, row.Figures[Figure.MeanMs]!.Value, 1e-9);
        Assert.Equal(400, row.Figures[Figure.InferencesPerSecond]!.Value, 1e-9);
        Assert.Equal(3200, row.Figures[Figure.ImagesPerSecond]!.Value, 1e-9);
        Assert.Equal(270336, row.Figures[Figure.Inferences]);
        Assert.Equal("3.20935", row.Settings["earlyStoppingP99.0Ms"]);
        Assert.Empty(row.Flags);
    }

    [Fact]
    public void The_first_versions_MultiStream_has_latencies_of_queries_beside_those_of_samples()
    {
        ResultRow row = Copy("MultiStream_0.5");

        Assert.Equal(("MultiStream", 32, "Performance"), (row.Scenario, row.Key.Batch, row.Settings["mode"]));
        Assert.Equal(53.64, row.Figures[Figure.P99Ms]!.Value, 1e-9);
        Assert.Null(row.Figures[Figure.MeanMs]);
        Assert.Equal("53.63", row.Settings["sampleP99Ms"]);
        Assert.Null(row.Figures[Figure.ImagesPerSecond]);
        Assert.Equal("Performance constraints satisfied: NO; Reduce samples per query to improve latency.", Assert.Single(row.Flags).Detail);
    }

    [Theory]
    [InlineData("a2", "a2", "")]
    [InlineData("a2/Offline", "a2", "")]
    [InlineData("a2/resnet50", "a2", "resnet50")]
    [InlineData("a2/resnet50/SingleStream", "a2", "resnet50")]
    [InlineData("open/org/results/orin-agx/my-net/Offline/performance/run_1", "orin-agx", "my-net")]
    [InlineData("orin-agx/performance/run_2", "orin-agx", "")]
    public void The_machine_is_the_folder_and_a_submissions_folders_name_the_model(string path, string machine, string model)
    {
        File.Copy(PathOf("Server"), _folder.Prepare($"{path}/mlperf_log_summary.txt"));

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.Equal((machine, model), (row.Origin.Machine, row.Key.Model));
    }

    [Fact]
    public void An_accuracy_run_is_skipped_with_the_reason()
    {
        _folder.Write("a2/resnet50/Offline/accuracy/mlperf_log_summary.txt", "", "No warnings encountered during test.", "", "No errors encountered during test.");
        _folder.Write("b/mlperf_log_summary.txt", File.ReadAllText(PathOf("Server")).Replace("PerformanceOnly", "AccuracyOnly", StringComparison.Ordinal));

        IReadOnlyList<ResultRow> rows = _folder.Read().Rows;

        Assert.All(rows, static row => Assert.Equal((CaseStatus.Skipped, "an accuracy run of LoadGen measures no performance"), (row.Status, row.Reason)));
        Assert.All(rows, static row => Assert.Null(row.Figures[Figure.ImagesPerSecond]));
        Assert.Equal(["Offline", "Server"], rows.Select(static row => row.Scenario));
    }

    [Fact]
    public void Date_and_version_come_from_the_detailed_log_beside()
    {
        string summary = PathOf("SingleStream");
        File.Copy(summary, _folder.Prepare("a/mlperf_log_summary.txt"));
        File.Copy(summary.Replace("summary", "detail", StringComparison.Ordinal), _folder.Prepare("a/mlperf_log_detail.txt"));
        File.Copy(summary, _folder.Prepare("b/mlperf_log_summary.txt"));
        _folder.WriteBytes("b/mlperf_log_detail.txt", [0xFF, 0xFE, 0x00]);

        IReadOnlyList<ResultRow> rows = _folder.Read().Rows;

        Assert.Equal(new DateTimeOffset(2026, 11, 21, 1, 30, 57, TimeSpan.Zero), rows[0].Origin.StartedUtc);
        Assert.Equal("6.0.17 @ d6147c7eb7", rows[0].Settings["loadgenVersion"]);
        Assert.Null(rows[1].Origin.StartedUtc);
        Assert.False(rows[1].Settings.ContainsKey("loadgenVersion"));
    }

    [Fact]
    public void Of_several_summaries_the_last_is_shown()
    {
        string text = File.ReadAllText(PathOf("Server"));
        _folder.Write("a/mlperf_log_summary.txt", text, text.Replace("4996.91", "5555.55", StringComparison.Ordinal));

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.Equal(5555.55, row.Figures[Figure.ImagesPerSecond]);
        Assert.Contains("The file holds 2 summaries: the last one is shown", row.Notes);
    }

    [Fact]
    public void Files_with_names_of_their_own_are_tests_of_their_own()
    {
        File.Copy(PathOf("Server"), _folder.Prepare("a/Server.mlperf_log_summary.txt"));
        File.Copy(PathOf("Server"), _folder.Prepare("a/two streams.mlperf_log_summary.txt"));

        Assert.Equal(["default", "two streams"], _folder.Read().Rows.Select(static row => row.Key.Variant));
    }

    [Fact]
    public void Rates_of_tokens_are_kept()
    {
        _folder.Write("a/mlperf_log_summary.txt", File.ReadAllText(PathOf("Offline")).Replace("Samples per second: 96.4652", "Samples per second: 96.4652\nTokens per second: 23545.5", StringComparison.Ordinal));

        Assert.Equal("23545.5", Assert.Single(_folder.Read().Rows).Settings["Tokens per second"]);
    }

    [Theory]
    [InlineData("-4996.91")]
    [InlineData("nan")]
    [InlineData("1e300")]
    [InlineData("<script>alert(1)</script>")]
    public void A_figure_that_cannot_be_is_blank_and_flagged(string figure)
    {
        _folder.Write("a/mlperf_log_summary.txt", File.ReadAllText(PathOf("Server")).Replace("4996.91", figure, StringComparison.Ordinal).Replace("Scheduled samples", "Planned samples", StringComparison.Ordinal));

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.Null(row.Figures[Figure.ImagesPerSecond]);
        Assert.Equal($"Completed samples per second is '{figure}'", row.Flags.Single(static flag => flag.Code == RowFlags.ImpossibleFigure).Detail);
        Assert.Equal(13.4, row.Figures[Figure.P99Ms]!.Value, 1e-9);
    }

    [Fact]
    public void Hostile_names_stay_text()
    {
        _folder.Write("a/mlperf_log_summary.txt", File.ReadAllText(PathOf("Server")).Replace("Stand-in server", "=HYPERLINK(\"x\")<script>", StringComparison.Ordinal));

        Assert.Equal("=HYPERLINK(\"x\")<script>", Assert.Single(_folder.Read().Rows).Key.Framework);
    }

    [Fact]
    public void Damaged_files_are_unreadable_and_the_others_complete()
    {
        string whole = File.ReadAllText(PathOf("Server"));
        _folder.Write("a/mlperf_log_summary.txt", whole[..whole.IndexOf("Result is", StringComparison.Ordinal)]);
        _folder.WriteBytes("b/mlperf_log_summary.txt", [.. Encoding.UTF8.GetBytes(whole), 0xC3, 0x28]);
        _folder.Write("c/mlperf_log_summary.txt", "nothing of the kind");
        _folder.WriteBytes("d/mlperf_log_summary.txt", new byte[5 << 20]);
        _folder.Write("e/mlperf_log_summary.txt", whole[..whole.IndexOf("97.00", StringComparison.Ordinal)]);
        _folder.Write("f/mlperf_log_summary.txt", whole);

        ResultSet set = _folder.Read();

        Assert.Equal(["e", "f"], set.Rows.Select(static row => row.Origin.Machine));
        Assert.Equal(["its summary ends before the result", "it is no UTF-8 text", "it holds no summary of LoadGen", "it has 5242880 bytes, more than a summary can have", "its summary ends before the test's parameters: figures after that point are missing"], set.Problems.Select(static problem => problem.Reason));
        Assert.Equal([ProblemKind.Unreadable, ProblemKind.Unreadable, ProblemKind.Unreadable, ProblemKind.Unreadable, ProblemKind.Partial], set.Problems.Select(static problem => problem.Kind));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private static string PathOf(string name)
    {
        return Path.Combine(AppContext.BaseDirectory, "Data", "loadgen", $"{name}.mlperf_log_summary.txt");
    }

    private ResultRow Copy(string name)
    {
        File.Copy(PathOf(name), _folder.Prepare($"jetson/{name}.mlperf_log_summary.txt"));
        ResultSet set = _folder.Read();
        Assert.Empty(set.Problems);
        return Assert.Single(set.Rows);
    }
}
