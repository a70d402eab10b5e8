using System.Globalization;
using System.Text;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Import.Reports;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Import;

/// <summary>Reports that no run wrote: each is read or named, and a good one beside it is whole whatever they hold.</summary>
public sealed class HostileReportTests : IDisposable
{
    private const string Good = """
        {"schema": 1, "machine": {"name": "good"}, "run": {"id": "good/1", "startedUtc": "2026-01-02T03:04:05Z", "finishedUtc": "2026-01-02T03:04:06Z"},
         "cases": [{"framework": "f", "variant": "default", "batch": 1, "status": "ok"}]}
        """;

    private readonly TemporaryFolder _folder = new();

    public HostileReportTests()
    {
        Directory.CreateDirectory(_folder["z-good"]);
        File.WriteAllText(_folder["z-good/report.json"], Good);
        Directory.CreateDirectory(_folder["bad"]);
    }

    private string BadFile => _folder["bad/report.json"];

    [Fact]
    public void A_report_that_is_cut_off_anywhere_is_named()
    {
        byte[] whole = Encoding.UTF8.GetBytes(WithCase("""{"framework": "é", "batch": 8, "status": "ok", "notes": ["a\u00e9"], "latencyMs": {"mean": 1.5e1}, "settings": {"a": "b"}}""").TrimEnd());
        Assert.Equal((2, 0), Counts(whole));
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Equal((1, 1), Counts(whole[..length]));
        }
    }

    [Theory]
    [InlineData("{}", "machine is missing")]
    [InlineData("[]", "no object")]
    [InlineData("null", "no object")]
    [InlineData("7", "no object")]
    [InlineData("\"text\"", "no object")]
    [InlineData("{} {}", "no whole report")]
    [InlineData("""{"schema": 1, "machine": null, "run": null, "cases": null}""", "machine is missing")]
    [InlineData("""{"schema": 1, "machine": {}, "run": {}, "cases": []}""", "name")]
    [InlineData("""{"schema": 2, "machine": {"name": "m"}, "run": {"id": "m/x", "startedUtc": "2026-01-02T03:04:05Z"}, "cases": []}""", "schema 2")]
    [InlineData("""{"schema": "1", "machine": {"name": "m"}, "run": {"id": "m/x", "startedUtc": "2026-01-02T03:04:05Z"}, "cases": []}""", "schema 0")]
    [InlineData("""{"schema": 1, "machine": {"name": "m"}, "run": {"id": "m/x", "startedUtc": "yesterday"}, "cases": []}""", "startedUtc")]
    [InlineData("""{"schema": 1, "machine": {"name": "m"}, "run": {"id": "m/x", "startedUtc": "2026-01-02T03:04:05Z"}, "cases": {}}""", "cases is no list")]
    [InlineData("""{"schema": 1, "machine": {"name": "m"}, "run": {"id": "m/x", "startedUtc": "2026-01-02T03:04:05Z"}, "cases": [{"cov": NaN}]}""", "no whole report")]
    [InlineData("""{"schema": 1, "machine": {"name": "m"}, "run": {"id": "m/x", "startedUtc": "2026-01-02T03:04:05Z"}, "cases": [{"cov": -Infinity}]}""", "no whole report")]
    [InlineData("""{"schema": 1, "machine": {"name": "\ud800"}, "run": {"id": "m/x", "startedUtc": "2026-01-02T03:04:05Z"}, "cases": []}""", "Unicode")]
    [InlineData("""{"schema": 1, "machine": {"name": "m"}, "run": {"id": "m/x", "startedUtc": "2026-01-02T03:04:05Z"}, "later": ["\udc00x"], "cases": []}""", "Unicode")]
    [InlineData("""{"schema": 1, "machine": {"name": "m"}, "run": {"id": "m/x", "startedUtc": "2026-01-02T03:04:05Z"}, "cases": [{"framework": "\ud800"}]}""", "Unicode")]
    public void What_is_no_report_is_named_with_the_reason(string text, string reason)
    {
        File.WriteAllText(BadFile, text);

        ResultSet set = Read();

        ReadProblem problem = Assert.Single(set.Problems);
        Assert.Equal((ProblemKind.Unreadable, $"{Path.GetFileName(_folder.ToString())}/bad/report.json"), (problem.Kind, problem.File));
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Reason);
        Assert.Equal("good", Assert.Single(set.Rows).Origin.Machine);
    }

    [Fact]
    public void Encodings_other_than_UTF8_are_named_and_a_byte_order_mark_is_not()
    {
        Assert.Equal((2, 0), Counts([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(WithCase("{}"))]));
        Assert.Equal((1, 1), Counts([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(WithCase("{}"))]));
        Assert.Contains("UTF-16", Assert.Single(Read().Problems).Reason, StringComparison.Ordinal);
        Assert.Equal((1, 1), Counts(Encoding.Unicode.GetBytes(WithCase("{}"))));
        Assert.Equal((1, 1), Counts(Encoding.Latin1.GetBytes(WithCase("""{"framework": "é"}"""))));
        Assert.Equal((1, 1), Counts(Encoding.Latin1.GetBytes(WithCase("""{"windows": ["é"]}"""))));
    }

    [Fact]
    public void Values_of_wrong_types_are_left_out_and_counted()
    {
        ResultSet set = ReadCase("""
            {"framework": 5, "variant": ["v"], "batch": 1, "status": "ok", "notes": "n", "latencyMs": [1], "settings": 3, "energy": "e", "parity": true,
             "model": {"a": {"b": []}}, "precision": "fp32"}
            """);

        ReadProblem problem = Assert.Single(set.Problems);
        Assert.Equal((ProblemKind.Partial, "left out: cases[0].framework is no text, and 7 more"), (problem.Kind, problem.Reason));
        Assert.Equal(new CaseKey("", "", "", "", "", 1, "fp32"), set.Rows[0].Key);
    }

    [Theory]
    [InlineData("\"8\"", "in its place is \"8\"")]
    [InlineData("-8", "in its place is -8")]
    [InlineData("8.5", "in its place is 8.5")]
    [InlineData("99999999999", "in its place is 99999999999")]
    [InlineData("[8]", "in its place is a list")]
    [InlineData("null", null)]
    public void A_batch_that_is_none_is_unknown(string batch, string? detail)
    {
        ResultSet set = ReadCase($$"""{"framework": "f", "batch": {{batch}}, "status": "ok", "parity": {"status": "passed"}, "imagesPerSecond": 5}""");

        Assert.Empty(set.Problems);
        Assert.Equal((0, new RowFlag(RowFlags.BatchUnknown, detail)), (set.Rows[0].Key.Batch, Assert.Single(set.Rows[0].Flags)));
        Assert.Equal(5, set.Rows[0].Figures[Figure.ImagesPerSecond]);
    }

    [Fact]
    public void Figures_that_cannot_be_are_left_out_and_the_row_stays()
    {
        ResultSet set = ReadCase("""
            {"framework": "f", "batch": 1, "status": "ok", "parity": {"status": "passed"},
             "latencyMs": {"mean": -1, "p50": "NaN", "p90": 1e999, "p95": true, "p99": 3, "n": [7]}, "imagesPerSecond": 1e300, "cov": 1e-400, "macs": 1e19,
             "energy": {"source": "nvml", "perInferenceJoulesGross": -0.5, "gpuUtilizationPercent": 500, "maxTemperatureC": -300}}
            """);

        ResultRow row = set.Rows[0];
        Assert.Empty(set.Problems);
        Assert.Equal([Figure.P99Ms, Figure.CovPercent, Figure.EnergyJoules], Enum.GetValues<Figure>().Where(figure => row.Figures[figure] is not null).OrderBy(static figure => figure));
        Assert.Equal(new RowFlag(RowFlags.ImpossibleFigure, "left out: meanMs -1, p50Ms \"NaN\", p90Ms 1e999 and others"), Assert.Single(row.Flags));
    }

    [Fact]
    public void Nulls_are_what_the_file_does_not_say()
    {
        string nulls = string.Join(", ", typeof(CaseReport).GetProperties().Select(static property => $"\"{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}\": null"));

        ResultSet set = ReadCase($$"""{ {{nulls}} }""");

        Assert.Empty(set.Problems);
        Assert.Equal((new CaseKey("", "", "", "", "", 0, ""), CaseStatus.Failed), (set.Rows[0].Key, set.Rows[0].Status));
    }

    [Fact]
    public void Nulls_in_lists_of_the_run_are_dropped()
    {
        File.WriteAllText(BadFile, """
            {"schema": 1, "machine": {"name": null, "gpus": [null, "g"], "frameworks": {"a": null, "b": "1"}},
             "run": {"id": null, "startedUtc": "2026-01-02T03:04:05Z", "arguments": [null], "notes": [null, "n"], "idle": [null]},
             "cases": [null, 3, {"batch": 1, "notes": [null, "x"], "settings": {"a": null, "b": true, "c": 4.50}}]}
            """);

        ResultSet set = Read();

        ResultRow row = set.Rows[0];
        Assert.Equal(("unknown", null), (row.Origin.Machine, row.Origin.RunId));
        Assert.Equal(["g"], row.Origin.Description!.Gpus);
        Assert.Equal(["n"], row.Origin.Run!.Notes);
        Assert.Equal(new Dictionary<string, string> { ["b"] = "1" }, row.Origin.Description.Frameworks);
        Assert.Empty(row.Origin.Run.Idle);
        Assert.Equal(["x"], row.Notes);
        Assert.Equal(new Dictionary<string, string> { ["b"] = "true", ["c"] = "4.50" }, row.Settings);
        Assert.Equal("left out: cases[0] is no object, and 1 more", Assert.Single(set.Problems).Reason);
    }

    [Fact]
    public void Of_a_name_that_occurs_twice_the_last_value_counts()
    {
        ResultSet set = ReadCase("""
            {"framework": "a", "framework": "b", "batch": 1, "batch": 2, "status": "ok", "latencyMs": {"mean": 1}, "latencyMs": {"mean": 2}, "settings": {"x": "1", "x": "2"},
             "notes": ["a"], "notes": ["b"], "later": 1, "later": 2}
            """);

        ResultRow row = set.Rows[0];
        Assert.Equal(("b", 2, 2.0, "2"), (row.Key.Framework, row.Key.Batch, row.Figures[Figure.MeanMs], row.Settings["x"]));
        Assert.Equal(["b"], row.Notes);
        Assert.Equal(2, row.Unknown!["later"].GetInt32());
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(100, 1)]
    [InlineData(1_000_000, 1)]
    public void Deep_nesting_is_kept_or_named(int depth, int problems)
    {
        string nested = new string('[', depth) + new string(']', depth);
        File.WriteAllText(BadFile, Good.Replace("good", "bad", StringComparison.Ordinal).Replace("\"cases\"", $"\"later\": {nested}, \"cases\"", StringComparison.Ordinal));

        Assert.Equal(problems, Read().Problems.Count);
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("a\0b\u202e\r\n")]
    public void Hostile_texts_stay_as_they_are_for_the_writers_to_escape(string text)
    {
        RunReport sample = SampleReport.Create();
        CaseReport hostile = sample.Cases[0] with { Framework = text, Model = text, Device = text, Reason = text, SamplesFile = text, Notes = [text] };
        (sample with { Machine = sample.Machine with { Name = text }, Run = sample.Run with { Id = text }, Cases = [hostile] }).Write(BadFile);

        ResultSet set = Read();

        ResultRow row = set.Rows[0];
        Assert.Empty(set.Problems);
        Assert.Equal((text, text, text, text, text, text), (row.Origin.Machine, row.Origin.RunId, row.Key.Framework, row.Key.Model, row.SamplesFile, row.Notes[0]));
    }

    [Fact]
    public void One_value_that_is_too_long_is_named_and_takes_little_memory()
    {
        using (FileStream stream = File.Create(BadFile))
        {
            stream.Write(Encoding.UTF8.GetBytes(Good.Replace("good", "bad", StringComparison.Ordinal).Replace("]}", ", {\"windows\": [", StringComparison.Ordinal)));
            byte[] windows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"startNs\": 1, \"endNs\": 2},", 40_000)));
            for (int i = 0; i < 36; i++)
            {
                stream.Write(windows);
            }
        }

        ReadProblem problem = Assert.Single(Read().Problems);

        Assert.Equal("one value in it is longer than 16 MiB", problem.Reason);
    }

    [Fact]
    public void A_report_of_more_cases_than_memory_is_for_is_named()
    {
        File.WriteAllText(BadFile, WithCase("{},{},{}"));
        using var reader = new ReportReader(new ReportPool(), mostRows: 2);

        ReportContent content = reader.Read(new ResultFile(0, BadFile, "bad"));

        Assert.Equal((null, "it has more than 2 cases"), (content.Rows, content.Problem));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private static string WithCase(string json)
    {
        return Good.Replace("good", "bad", StringComparison.Ordinal).Replace("\"cases\": [", string.Create(CultureInfo.InvariantCulture, $"\"cases\": [{json}] , \"later\": ["), StringComparison.Ordinal);
    }

    private (int Files, int Problems) Counts(byte[] bytes)
    {
        File.WriteAllBytes(BadFile, bytes);
        ResultSet set = Read();
        Assert.All(set.Problems, static problem => Assert.Equal(ProblemKind.Unreadable, problem.Kind));
        return (set.Rows.Select(static row => row.Origin).Distinct().Count(), set.Problems.Count);
    }

    private ResultSet ReadCase(string json)
    {
        File.WriteAllText(BadFile, Good.Replace("good", "bad", StringComparison.Ordinal).Replace("{\"framework\": \"f\", \"variant\": \"default\", \"batch\": 1, \"status\": \"ok\"}", json, StringComparison.Ordinal));
        return Read();
    }

    private ResultSet Read()
    {
        return ResultSet.Read([_folder.ToString()]);
    }
}
