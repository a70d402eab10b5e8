using System.Diagnostics.CodeAnalysis;
using InferenceBench.Reporting.Gating;
using InferenceBench.Reporting.Gating.Output;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Gating;

[SuppressMessage("Design", "CA1001", Justification = "xunit disposes of test classes")]
public sealed class ResultGateTests : IDisposable
{
    private const int Inferences = 200;
    private static readonly GateSettings s_all = new() { Metrics = [GateMetrics.P50, GateMetrics.P99, GateMetrics.Energy] };
    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(7);

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void The_same_files_give_the_same_report()
    {
        Runs("base", 1);
        Runs("diff", 1.02);
        string first = GateTable.Render(Compare());
        Assert.Equal(first, GateTable.Render(Compare()));
    }

    [Fact]
    public void A_slower_case_is_on_top_with_its_figures()
    {
        Run("base/1", 1, "a", "b");
        Run("base/2", 1, "a", "b");
        Run("base/3", 1, "a", "b");
        foreach (string launch in new[] { "1", "2", "3" })
        {
            SyntheticRuns.Write(_folder[$"diff/{launch}"], SyntheticRuns.Case("a"), SyntheticRuns.Case("b"));
            Trace($"diff/{launch}", "a", 1);
            Trace($"diff/{launch}", "b", 1.2);
        }

        GateReport report = Compare();
        GateResult worst = report.Results[0];
        Assert.Equal((GateVerdicts.Regressed, "b"), (worst.Verdict, worst.Key.Model));
        Assert.InRange(worst.Change!.Value, 0.17, 0.23);
        Assert.True(worst.ChangeLow < worst.Change && worst.Change < worst.ChangeHigh);
        Assert.InRange(worst.CliffsDelta!.Value, 0.95, 1);
        Assert.Equal((3, 3, 600), (worst.Base!.Runs, worst.Base.Launches, worst.Base.Inferences));
        Assert.True(worst.CorrectedP < 0.01 && worst.P == Math.Max(worst.BlockP!.Value, worst.LaunchP!.Value));
        Assert.Equal(GateVerdicts.Unchanged, report.Results[1].Verdict);
        Assert.Equal(1, report.ExitCode);
        Assert.Equal(0.01, report.LaunchDeviation[GateMetrics.P50]);
    }

    [Fact]
    public void Launches_inside_one_trace_count_as_launches()
    {
        foreach ((string side, double slowDown) in new[] { ("base", 1.0), ("diff", 1.1) })
        {
            SyntheticRuns.Write(_folder[side], SyntheticRuns.Case() with { LaunchWindows = [2, 1, 2] });
            var build = new SyntheticBuild { MedianMs = 3 * slowDown };
            SyntheticRuns.WriteTrace(_folder[side], "resnet50", [.. Enumerable.Range(0, 5).Select(_ => build.Launch(_random, 100))]);
        }

        GateResult result = Assert.Single(Compare().Results);
        Assert.Equal((1, 3, 500), (result.Base!.Runs, result.Base.Launches, result.Base.Inferences));
        Assert.Equal(GateVerdicts.Regressed, result.Verdict);
    }

    [Fact]
    public void Launch_windows_that_do_not_add_up_are_named()
    {
        Runs("base", 1);
        SyntheticRuns.Write(_folder["diff"], SyntheticRuns.Case() with { LaunchWindows = [2, 2] });
        Trace("diff", "resnet50", 1);
        GateReport report = Compare();
        Assert.Contains("launchWindows [2, 2]", Assert.Single(report.Problems).Reason, StringComparison.Ordinal);
        Assert.Equal(1, report.ExitCode);
    }

    [Fact]
    public void A_case_that_is_missing_failed_or_has_failed_parity_is_a_regression()
    {
        SyntheticRuns.Write(_folder["base"], [.. new[] { "gone", "skipped", "broken", "wrong" }.Select(static model => SyntheticRuns.Case(model, "x"))]);
        Trace("base", "x", 1);
        SyntheticRuns.Write(
            _folder["diff"],
            CaseReport.Of(SampleReport.Key(model: "skipped"), CaseStatus.Skipped, "no library"),
            CaseReport.Of(SampleReport.Key(model: "broken"), CaseStatus.Failed, "out of\nmemory"),
            SyntheticRuns.Case("wrong", "x") with { Parity = new ParityResult("failed", "cosine 0.1", null, null, null, null, null, null) });
        GateReport report = Compare();
        Assert.Equal(1, report.ExitCode);
        Assert.Equal(4, report.Regressions);
        Assert.Equal(
            ["broken: failed in diff: out of memory", "gone: missing in diff: in no report", "skipped: missing in diff: skipped: no library", "wrong: failed in diff: parity: cosine 0.1"],
            report.Results.Select(static result => $"{result.Key.Model}: {result.Verdict}: {result.Reason}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_case_that_is_new_or_failed_on_both_sides_is_none()
    {
        SyntheticRuns.Write(_folder["base"], SyntheticRuns.Case("x"), CaseReport.Of(SampleReport.Key(model: "broken"), CaseStatus.Failed, "no"));
        Trace("base", "x", 1);
        SyntheticRuns.Write(_folder["diff"], SyntheticRuns.Case("x"), SyntheticRuns.Case("new", "x"), CaseReport.Of(SampleReport.Key(model: "broken"), CaseStatus.Failed, "no"));
        Trace("diff", "x", 1);
        GateReport report = Compare();
        Assert.Equal(0, report.ExitCode);
        Assert.Contains(report.Results, static result => result is { Verdict: GateVerdicts.New, Key.Model: "new" });
        Assert.Contains(report.Results, static result => result is { Verdict: GateVerdicts.NotComparable, Key.Model: "broken" });
    }

    [Fact]
    public void Another_model_of_the_same_name_or_transfers_elsewhere_are_not_compared()
    {
        SyntheticRuns.Write(_folder["base"], SyntheticRuns.Case("a", "x"), SyntheticRuns.Case("b", "x"));
        Trace("base", "x", 1);
        SyntheticRuns.Write(
            _folder["diff"],
            SyntheticRuns.Case("a", "x") with { Macs = 1 },
            SyntheticRuns.Case("b", "x") with { Settings = new Dictionary<string, string> { ["threads"] = "2", ["transfers"] = "outside the timed region" } });
        Trace("diff", "x", 2);
        GateReport report = Compare();
        Assert.All(report.Results, static result => Assert.Equal(GateVerdicts.NotComparable, result.Verdict));
        Assert.Equal(2, report.ExitCode);
    }

    [Fact]
    public void Different_machines_power_modes_and_threads_are_refused_by_name()
    {
        Runs("base", 1);
        Side("diff", static report => report with { Machine = report.Machine with { Name = "other-host" } });
        Assert.Contains("testcpu-host (Test CPU @ 2.10GHz (2 processors)), --diff on other-host", Refusal(), StringComparison.Ordinal);
        Side("diff", static report => report with { Run = report.Run with { PowerMode = "2: MODE_15W" } });
        Assert.Contains("power mode 2: MODE_15W", Refusal(), StringComparison.Ordinal);
        Side("diff", static report => report with { Machine = report.Machine with { Gpus = ["A2"] } });
        Assert.Contains("A2", Refusal(), StringComparison.Ordinal);
        Side("diff", static report => report with { Cases = [SyntheticRuns.Case() with { Settings = new Dictionary<string, string> { ["threads"] = "1" } }] });
        Assert.Contains("with threads 2 in --base, with threads 1 in --diff", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_set_of_machines_is_compared_machine_by_machine()
    {
        foreach (string side in new[] { "base", "diff" })
        {
            Runs(side, 1);
            Side($"{side}/other", static report => report with { Machine = report.Machine with { Name = "other-host" } });
        }

        GateReport report = Compare();
        Assert.Equal(["other-host", "testcpu-host"], report.Results.Select(static result => result.Machine).Order(StringComparer.Ordinal));
        Assert.Contains("other-host: onnxruntime", GateTable.Render(report), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_an_empty_and_a_missing_folder_are_refused()
    {
        Runs("base", 1);
        Directory.CreateDirectory(_folder["empty"]);
        Assert.Contains("no run in common", Assert.Throws<GateException>(() => ResultGate.Compare(_folder["base"], _folder["base"], new GateSettings())).Message, StringComparison.Ordinal);
        Assert.Contains("no run in common", Assert.Throws<GateException>(() => ResultGate.Compare(_folder.ToString(), _folder["base"], new GateSettings())).Message, StringComparison.Ordinal);
        Assert.Contains("--diff", Assert.Throws<GateException>(() => ResultGate.Compare(_folder["base"], _folder["empty"], new GateSettings())).Message, StringComparison.Ordinal);
        Assert.Contains("gone", Assert.Throws<GateException>(() => ResultGate.Compare(_folder["gone"], _folder["base"], new GateSettings())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreadable_report_is_named_and_a_copy_is_no_second_launch()
    {
        Runs("base", 1);
        Runs("diff", 1);
        Directory.CreateDirectory(_folder["diff/broken"]);
        File.WriteAllText(_folder["diff/broken/report.json"], "{ \"machine\":");
        Directory.CreateDirectory(_folder["base/copy"]);
        File.Copy(_folder["base/1/report.json"], _folder["base/copy/report.json"]);
        GateReport report = Compare();
        Assert.Equal([ProblemKind.Repeated, ProblemKind.Unreadable], report.Problems.Select(static problem => problem.Kind));
        Assert.Contains("diff/broken/report.json", GateTable.Render(report), StringComparison.Ordinal);
        Assert.Equal(3, report.BaseRuns);
        Assert.Equal(1, report.ExitCode);
    }

    [Theory]
    [InlineData("../../outside.trace")]
    [InlineData("/etc/passwd")]
    [InlineData("samples/gone.trace")]
    [InlineData("samples/cut.trace")]
    [InlineData("samples/link.trace")]
    public void Samples_that_are_gone_cut_off_or_elsewhere_are_named_and_the_case_is_missing(string file)
    {
        Runs("base", 1);
        SyntheticRuns.Write(_folder["diff"], SyntheticRuns.Case() with { SamplesFile = file });
        Trace("diff", "whole", 1);
        File.WriteAllBytes(_folder["diff/samples/cut.trace"], File.ReadAllBytes(_folder["diff/samples/whole.trace"])[..100]);
        File.Copy(_folder["diff/samples/whole.trace"], _folder["outside.trace"]);
        File.CreateSymbolicLink(_folder["diff/samples/link.trace"], _folder["outside.trace"]);
        GateReport report = Compare();
        Assert.Equal(GateVerdicts.Missing, Assert.Single(report.Results).Verdict);
        Assert.Contains("onnxruntime/cpu/resnet50/b1/fp32", Assert.Single(report.Problems).Reason, StringComparison.Ordinal);
        Assert.Equal(1, report.ExitCode);
    }

    [Fact]
    public void One_inference_none_and_latencies_of_0_give_no_alarm_and_no_crash()
    {
        foreach (string side in new[] { "base", "diff" })
        {
            SyntheticRuns.Write(_folder[side], SyntheticRuns.Case("one"), SyntheticRuns.Case("zero"), SyntheticRuns.Case("none"));
            SyntheticRuns.WriteTrace(_folder[side], "one", side == "base" ? [1] : [2]);
            SyntheticRuns.WriteTrace(_folder[side], "zero", [0, 0, 0, 0]);
            SyntheticRuns.WriteTrace(_folder[side], "none", [[]]);
        }

        GateReport report = ResultGate.Compare(_folder["base"], _folder["diff"], s_all);
        Assert.DoesNotContain(report.Results, static result => result.Verdict == GateVerdicts.Regressed);
        Assert.Contains(report.Results, static result => result is { Key.Model: "one", Metric: "p50", Verdict: GateVerdicts.Unclear });
        Assert.Contains(report.Results, static result => result is { Key.Model: "none", Verdict: GateVerdicts.Missing });
        Assert.All(report.Results, static result => Assert.True(result.Change is null || double.IsFinite(result.Change.Value)));
    }

    [Fact]
    public void P99_needs_662_inferences_and_finds_a_slower_tail()
    {
        Runs("base", 1);
        Runs("diff", 1);
        GateReport few = ResultGate.Compare(_folder["base"], _folder["diff"], new GateSettings { Metrics = [GateMetrics.P99] });
        Assert.Equal((GateVerdicts.NotTested, "n=600 in base: too few for p99; measure longer"), (few.Results[0].Verdict, few.Results[0].Reason));

        foreach ((string side, double excess) in new[] { ("b", 0.2), ("d", 1.0) })
        {
            SyntheticRuns.WriteSide(_folder[side], new SyntheticBuild { BurstRate = 0.02, BurstLength = 2, BurstExcess = excess }, _random, 5, 2000);
        }

        GateReport tail = ResultGate.Compare(_folder["b"], _folder["d"], new GateSettings { Metrics = [GateMetrics.P50, GateMetrics.P99] });
        Assert.Equal([("p99", GateVerdicts.Regressed), ("p50", GateVerdicts.Unchanged)], tail.Results.Select(static result => (result.Metric, result.Verdict)));
    }

    [Fact]
    public void Energy_counts_its_uncertainty_and_says_when_there_is_no_sensor()
    {
        foreach (int launch in Enumerable.Range(0, 3))
        {
            Energies($"base/{launch}", 1 + (0.001 * launch), 0.01);
            Energies($"exact/{launch}", 1.2 + (0.001 * launch), 0.01);
            Energies($"vague/{launch}", 1.2 + (0.001 * launch), 0.4);
            SyntheticRuns.Write(_folder[$"blind/{launch}"], SyntheticRuns.Case() with { Energy = new EnergyReport { Reason = "no sensor" } });
        }

        var settings = new GateSettings { Metrics = [GateMetrics.Energy] };
        Assert.Equal(GateVerdicts.Regressed, Assert.Single(ResultGate.Compare(_folder["base"], _folder["exact"], settings).Results).Verdict);
        Assert.Equal(GateVerdicts.Unclear, Assert.Single(ResultGate.Compare(_folder["base"], _folder["vague"], settings).Results).Verdict);
        GateReport blind = ResultGate.Compare(_folder["base"], _folder["blind"], settings);
        Assert.Equal((GateVerdicts.NotTested, "no energy in diff: no sensor"), (blind.Results[0].Verdict, blind.Results[0].Reason));
        Assert.Equal(2, blind.ExitCode);
    }

    [Fact]
    public void A_change_below_the_noise_never_counts()
    {
        Runs("base", 1);
        Runs("diff", 1.3);
        Assert.Equal(GateVerdicts.Regressed, Assert.Single(Compare().Results).Verdict);
        GateReport report = ResultGate.Compare(_folder["base"], _folder["diff"], new GateSettings { Noise = new NoiseFloor(2, "ms") });
        Assert.Equal(GateVerdicts.Unchanged, Assert.Single(report.Results).Verdict);
    }

    [Fact]
    public void One_launch_a_side_says_what_is_assumed()
    {
        Run("base", 1, "a");
        Run("diff", 1.055, "a");
        GateReport report = Compare();
        Assert.Contains("a standard deviation of 1 % is assumed", Assert.Single(report.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_files_are_text_in_the_summary()
    {
        string hostile = "<script>alert(1)</script>|[x](http://evil)\n# y @all";
        foreach (string side in new[] { "base", "diff" })
        {
            Side($"{side}/1", report => report with { Machine = report.Machine with { Cpu = hostile }, Cases = [SyntheticRuns.Case(hostile, "resnet50")] });
        }

        string markdown = GateMarkdown.Render(Compare());
        Assert.DoesNotContain("<script", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("[x](", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# y", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain(" @all", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_shows_regressions_and_folds_the_rest()
    {
        Run("base", 1, "a", "gone");
        Run("diff", 1, "a");
        string markdown = GateMarkdown.Render(Compare());
        Assert.StartsWith("## ❌ Benchmarks: 1 regression (1 missing in diff, 1 unchanged)\n", markdown, StringComparison.Ordinal);
        Assert.True(markdown.IndexOf("gone", StringComparison.Ordinal) < markdown.IndexOf("<details><summary>Everything else (1)</summary>", StringComparison.Ordinal));
        Assert.Contains("Machine: testcpu-host", markdown, StringComparison.Ordinal);
    }

    private GateReport Compare()
    {
        return ResultGate.Compare(_folder["base"], _folder["diff"], new GateSettings());
    }

    private string Refusal()
    {
        return Assert.Throws<GateException>(Compare).Message;
    }

    private void Runs(string side, double slowDown)
    {
        foreach (int launch in new[] { 1, 2, 3 })
        {
            Run($"{side}/{launch}", slowDown, "resnet50");
        }
    }

    private void Run(string folder, double slowDown, params string[] models)
    {
        SyntheticRuns.Write(_folder[folder], [.. models.Select(static model => SyntheticRuns.Case(model))]);
        foreach (string model in models)
        {
            Trace(folder, model, slowDown);
        }
    }

    private void Side(string folder, Func<RunReport, RunReport> change)
    {
        SyntheticRuns.Write(_folder[folder], change, SyntheticRuns.Case());
        Trace(folder, "resnet50", 1);
    }

    private void Energies(string folder, double joules, double uncertainty)
    {
        SyntheticRuns.Write(_folder[folder], SyntheticRuns.Case() with
        {
            Energy = new EnergyReport { Source = "rapl", Scope = "package", PerInferenceJoulesGross = joules, UncertaintyJoules = uncertainty, Inferences = 100 },
        });
    }

    private void Trace(string folder, string model, double slowDown)
    {
        SyntheticRuns.WriteTrace(_folder[folder], model, new SyntheticBuild { MedianMs = 3 * slowDown }.Launch(_random, Inferences));
    }
}
