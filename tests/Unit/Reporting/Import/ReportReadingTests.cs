using System.Text.Json;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Import.Reports;
using InferenceBench.Reporting.Schema;
using InferenceBench.Scale;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Import;

/// <summary>Rows of this suite's own reports.</summary>
public sealed class ReportReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Rows_say_what_the_report_says()
    {
        RunReport report = GeneratedResults.Report(run: 3, cases: 100);
        string path = _folder["report.json"];
        report.Write(path);

        ResultSet set = ResultSet.Read([_folder.ToString()]);

        Assert.Empty(set.Problems);
        Assert.Equal(report.Cases.Count, set.Rows.Count);
        foreach ((CaseReport expected, ResultRow row) in report.Cases.Zip(set.Rows))
        {
            Assert.Equal(expected.Key, row.Key);
            Assert.Equal(
                (expected.DisplayName, expected.FrameworkVersion, expected.Status, expected.Reason, expected.SamplesFile, expected.Parity, expected.Energy?.Source, expected.Energy?.Scope),
                (row.DisplayName, row.FrameworkVersion, row.Status, row.Reason, row.SamplesFile, row.Parity, row.PowerSource, row.EnergyScope));
            Assert.Equal(expected.Settings, row.Settings);
            Assert.All(Enum.GetValues<Figure>(), figure => Assert.Equal(ExpectedFigure(expected, figure), row.Figures[figure]));
        }

        RowOrigin origin = set.Rows[0].Origin;
        Assert.Equal(
            (path, report.Machine.Name, report.Run.Id, report.Run.StartedUtc, report.Run.Commit, report.Run.Dirty, report.Run.PowerMode, 1),
            (origin.FullPath, origin.Machine, origin.RunId, origin.StartedUtc, origin.Commit, origin.IsDirty, origin.PowerMode, origin.Schema));
        Assert.Equal(("Debian GNU/Linux 13 (trixie)", 5), (origin.Description!.Os, origin.Description.Frameworks.Count));
        Assert.Equal(ResultFormats.Report, origin.Format);
    }

    [Fact]
    public void What_runs_have_in_common_is_one_object()
    {
        GeneratedResults.Write(_folder.ToString(), runs: 8, cases: 60);

        ResultSet set = ResultSet.Read([_folder.ToString()]);

        foreach (IGrouping<CaseKey, ResultRow> same in set.Rows.GroupBy(static row => row.Key))
        {
            Assert.Single(same.Select(static row => row.Key).Distinct(ReferenceEqualityComparer.Instance));
            Assert.Single(same.Select(static row => row.Settings).Distinct(ReferenceEqualityComparer.Instance));
            Assert.Single(same.Select(static row => row.SamplesFile).Distinct(ReferenceEqualityComparer.Instance));
        }
    }

    [Fact]
    public void Flags_say_what_a_reader_must_know()
    {
        RunReport sample = SampleEnergy.Create();
        (sample with { Run = sample.Run with { FinishedUtc = null } }).Write(_folder["report.json"]);

        ResultSet set = ResultSet.Read([_folder.ToString()]);

        Assert.All(set.Rows, static row => Assert.Equal([RowFlags.DirtyTree, RowFlags.Unfinished], row.Flags.Take(2).Select(static flag => flag.Code)));
        Assert.Equal(["edge_hold", "idle_drift", "counter_power_disagreement"], set.Rows[0].Flags.Skip(2).Select(static flag => flag.Code));
        Assert.Contains(RowFlags.Multimodal, set.Rows[1].Flags.Select(static flag => flag.Code));
        Assert.Equal(["counter: 3373 J, power: 2900 J: more than 10 % apart", "clocks were held down: sw_power_cap"], set.Rows[0].Notes);
        Assert.Contains("no energy by nvml: GPU is lost (15)", set.Rows[1].Notes);
    }

    [Theory]
    [InlineData("null", "ok", RowFlags.NoParity)]
    [InlineData("""{"status": "n/a", "reason": "no reference"}""", "ok", RowFlags.NoParity)]
    [InlineData("""{"status": "failed", "reason": "cosine 0.5"}""", "failed", RowFlags.ParityFailed)]
    [InlineData("""{"status": "passed"}""", "ok", null)]
    [InlineData("null", "skipped", null)]
    public void Outputs_that_were_not_compared_are_flagged(string parity, string status, string? flag)
    {
        ResultRow row = ReadCase($$"""{"framework": "f", "batch": 1, "status": "{{status}}", "parity": {{parity}}}""");

        Assert.Equal(flag, row.Flags.Select(static one => one.Code).SingleOrDefault());
    }

    [Theory]
    [InlineData("cpu", "in the timed region", null)]
    [InlineData("cuda:0", "in the timed region", "inside")]
    [InlineData("cuda:0", "inside the timed region", "inside")]
    [InlineData("cuda:0", "outside the timed region: inputs stay on the device", "outside")]
    [InlineData("cuda:0", "none: host and device share memory", null)]
    [InlineData("cuda:0", null, "inside")]
    [InlineData("", null, null)]
    public void Transfers_are_what_the_settings_say(string device, string? setting, string? expected)
    {
        string settings = setting is null ? "{}" : JsonSerializer.Serialize(new Dictionary<string, string> { ["transfers"] = setting });

        Assert.Equal(expected, ReadCase($$"""{"framework": "f", "batch": 1, "status": "ok", "device": "{{device}}", "settings": {{settings}}}""").Transfers);
    }

    [Fact]
    public void Fields_of_later_versions_are_kept()
    {
        Write("""
            {"schema": 1, "machine": {"name": "m", "rack": 7}, "run": {"id": "m/x", "startedUtc": "2026-01-02T03:04:05Z", "operator": {"name": "a\nb"}},
             "later": [1, 2], "cases": [{"framework": "f", "batch": 1, "status": "ok", "launches": [{"n": 3}]}], "last": "z"}
            """);

        ResultRow row = Assert.Single(ResultSet.Read([_folder.ToString()]).Rows);

        Assert.Equal("""[{"n": 3}]""", row.Unknown!["launches"].GetRawText());
        Assert.Equal(["last", "later"], row.Origin.Unknown!.Keys.Order());
        Assert.Equal(7, row.Origin.Description!.Unknown!["rack"].GetInt32());
        Assert.Equal("a\nb", row.Origin.Run!.Unknown!["operator"].GetProperty("name").GetString());
    }

    [Fact]
    public void The_run_may_stand_behind_its_cases()
    {
        Write("""
            {"cases": [{"framework": "f", "batch": 1, "status": "ok"}],
             "run": {"id": "m/x", "startedUtc": "2026-01-02T03:04:05Z"}, "machine": {"name": "m"}, "schema": 1}
            """);

        ResultSet set = ResultSet.Read([_folder.ToString()]);

        Assert.Empty(set.Problems);
        Assert.Equal(("f", "m", "m/x"), (Assert.Single(set.Rows).Key.Framework, set.Rows[0].Origin.Machine, set.Rows[0].Origin.RunId));
    }

    [Fact]
    public void A_report_of_the_first_version_has_no_energy_and_no_flags_about_it()
    {
        // As it was before energies, display names, device times and missing frameworks were added.
        ResultRow row = ReadCase("""
            {"framework": "onnxruntime", "variant": "default", "frameworkVersion": "1.20", "provider": "cpu", "device": "cpu", "model": "resnet50", "batch": 8,
             "precision": "fp32", "benchmark": "B.I", "status": "ok", "reason": null, "notes": [], "latencyMs": {"mean": 2, "p50": 2, "n": 5}, "cov": 0.01,
             "inferencesPerSecond": 500, "imagesPerSecond": 4000, "coldStartMs": {"load": 3, "firstInference": 4}, "warmUp": null, "macs": 5,
             "parity": {"status": "passed", "reason": null, "reference": "r", "maxAbs": 0, "maxRel": 0, "cosine": 1, "psnrDb": null, "top1": 1},
             "windows": [], "samplesFile": null, "settings": {"threads": "2"}}
            """);

        Assert.Empty(row.Flags);
        Assert.Null(row.Unknown);
        Assert.Equal((2.0, 1.0, 4000.0, 3.0, null), (row.Figures[Figure.MeanMs], row.Figures[Figure.CovPercent], row.Figures[Figure.ImagesPerSecond], row.Figures[Figure.LoadMs], row.Figures[Figure.EnergyJoules]));
    }

    [Fact]
    public void A_run_id_that_occurs_again_is_read_once_and_named()
    {
        RunReport sample = SampleReport.Create();
        foreach (string run in new[] { "b", "a" })
        {
            Directory.CreateDirectory(_folder[run]);
            sample.Write(_folder[run + "/report.json"]);
        }

        ResultSet set = ResultSet.Read([_folder.ToString()]);

        string name = Path.GetFileName(_folder.ToString());
        Assert.Equal(sample.Cases.Count, set.Rows.Count);
        Assert.All(set.Rows, row => Assert.Equal(_folder["a/report.json"], row.Origin.FullPath));
        Assert.Equal([new ReadProblem($"{name}/b/report.json", ProblemKind.Repeated, $"run {sample.Run.Id} was read from {name}/a/report.json")], set.Problems);
        Assert.Equal(2, set.FileCount);
    }

    [Fact]
    public void A_copy_of_a_report_may_have_any_name()
    {
        SampleReport.Create().Write(_folder["orin.json"]);
        File.WriteAllText(_folder["times.json"], """{"schema": 1, "cases": []}""");

        ResultSet set = ResultSet.Read([_folder.ToString()]);

        Assert.Equal((5, 1), (set.Rows.Count, set.FileCount));
        Assert.Empty(set.Problems);
    }

    [Fact]
    public void Files_longer_than_the_memory_of_a_reader_give_the_same_rows()
    {
        // 700 cases are 3 MB: three times what is in memory at once.
        GeneratedResults.Report(0, 700).Write(_folder["report.json"]);

        ResultSet set = ResultSet.Read([_folder.ToString()]);

        Assert.Empty(set.Problems);
        Assert.True(new FileInfo(_folder["report.json"]).Length > 2 << 20);
        Assert.Equal(GeneratedResults.Report(0, 700).Cases.Select(static c => (c.Key, c.LatencyMs?.P99)), set.Rows.Select(static row => (row.Key, row.Figures[Figure.P99Ms])));
    }

    [Fact]
    public void No_field_of_this_version_counts_as_unknown()
    {
        Assert.Empty(NamesOf<CaseReport>().Except(["Key", .. Enum.GetNames<CaseField>()]));
        Assert.Empty(NamesOf<EnergyReport>().Except(Enum.GetNames<EnergyField>()));
    }

    [Fact]
    public void A_row_leaves_little_memory_behind()
    {
        GeneratedResults.Report(0, 100).Write(_folder["0.json"]);
        GeneratedResults.Report(1, 100).Write(_folder["1.json"]);
        var pool = new ReportPool();
        using var reader = new ReportReader(pool);
        reader.Read(new ResultFile(0, _folder["0.json"], "0.json"));

        // Another run of the same cases: all labels are known, so that only figures, remarks of the run and garbage are new.
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReportContent content = reader.Read(new ResultFile(1, _folder["1.json"], "1.json"));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(100, content.Rows!.Count);
        Assert.InRange(allocated / 100, 100, 1200);
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private static double? ExpectedFigure(CaseReport c, Figure figure)
    {
        return figure switch
        {
            Figure.MeanMs => c.LatencyMs?.Mean,
            Figure.P50Ms => c.LatencyMs?.P50,
            Figure.P90Ms => c.LatencyMs?.P90,
            Figure.P95Ms => c.LatencyMs?.P95,
            Figure.P99Ms => c.LatencyMs?.P99,
            Figure.MinMs => c.LatencyMs?.Min,
            Figure.MaxMs => c.LatencyMs?.Max,
            Figure.StdDevMs => c.LatencyMs?.Stddev,
            Figure.Inferences => c.LatencyMs?.N,
            Figure.CovPercent => c.Cov * 100,
            Figure.InferencesPerSecond => c.InferencesPerSecond,
            Figure.ImagesPerSecond => c.ImagesPerSecond,
            Figure.EnergyJoules => c.Energy?.PerInferenceJoulesGross,
            Figure.EnergyUncertaintyJoules => c.Energy?.UncertaintyJoules,
            Figure.NetEnergyJoules => c.Energy?.PerInferenceJoulesNet,
            Figure.ImagesPerJoule => c.Batch / c.Energy?.PerInferenceJoulesGross,
            Figure.EnergyDelayJouleSeconds => c.Energy?.PerInferenceJoulesGross * c.LatencyMs?.Mean / 1000,
            Figure.PowerWatts => c.Energy?.MeanWatts,
            Figure.IdleWatts => c.Energy?.IdleWatts,
            Figure.GpuPercent => c.Energy?.GpuUtilizationPercent,
            Figure.DeviceMemoryBytes => c.Energy?.MemoryUsedBytes,
            Figure.PeakResidentBytes => c.PeakResidentBytes,
            Figure.MaxTemperatureC => c.Energy?.MaxTemperatureC,
            Figure.SmClockMhz => c.Energy?.MeanSmClockMhz,
            Figure.LoadMs => c.ColdStartMs?.Load,
            Figure.FirstInferenceMs => c.ColdStartMs?.FirstInference,
            Figure.EnqueueMs => c.DeviceMs?.Enqueue,
            Figure.H2dMs => c.DeviceMs?.H2d,
            Figure.ComputeMs => c.DeviceMs?.Compute,
            Figure.D2hMs => c.DeviceMs?.D2h,
            Figure.Macs => c.Macs,
            _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "a figure that this test does not know"),
        };
    }

    private static IEnumerable<string> NamesOf<T>()
    {
        return typeof(T).GetProperties().Select(static property => property.Name).Where(static name => name != "Unknown");
    }

    private ResultRow ReadCase(string json)
    {
        Write($$"""{"schema": 1, "machine": {"name": "m"}, "run": {"id": "m/x", "startedUtc": "2026-01-02T03:04:05Z", "finishedUtc": "2026-01-02T03:04:05Z"}, "cases": [{{json}}]}""");
        ResultSet set = ResultSet.Read([_folder.ToString()]);
        Assert.Empty(set.Problems);
        return Assert.Single(set.Rows);
    }

    private void Write(string json)
    {
        File.WriteAllText(_folder["report.json"], json);
    }
}
