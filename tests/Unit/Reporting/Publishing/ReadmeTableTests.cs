using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Publishing;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Publishing;

public sealed class ReadmeTableTests
{
    private static readonly PublishedRun s_run = PublishSandbox.Run("m", "2026-01-02-0123456", "2026-01-02T03:04:05Z", PublishSandbox.Cases(("a", 1), ("b", 2)));

    [Fact]
    public void The_best_of_a_model_and_batch_is_bold_and_the_origin_is_below()
    {
        string table = Render(
            Row("fast", "cpu", (Figure.P50Ms, 1.5), (Figure.ImagesPerSecond, 600), (Figure.LoadMs, 90)),
            Row("slow", "cpu", (Figure.P50Ms, 2.5), (Figure.ImagesPerSecond, 400), (Figure.LoadMs, 80)));

        Assert.Equal(
            """
            | model | framework | batch | p50 [ms] | images/s | Load [ms] |
            |---|---|---:|---:|---:|---:|
            | resnet50 | fast 1.0 | 1 | **1.500** | **600.0** | 90.00 |
            | resnet50 | slow 1.0 | 1 | 2.500 | 400.0 | **80.00** |

            **Bold**: the best of its model and batch. All on cpu. No power sensor could be read there.
            Run [m/2026-01-02-0123456](results/m/2026-01-02-0123456/report.md): Test CPU (2 processors) · 2 × GPU A · Test OS 1 · driver 550.1; 2026-01-02, commit 0123456.
            All published runs: [results](results/README.md#results).

            """,
            table);
    }

    [Fact]
    public void A_percentile_that_the_sample_does_not_support_says_how_many_inferences_there_were()
    {
        string table = Render(
            Row("a", "cpu", (Figure.P50Ms, 1), (Figure.P99Ms, 2), (Figure.Inferences, 700)),
            Row("b", "cpu", (Figure.P50Ms, 2), (Figure.Inferences, 117)));

        Assert.Contains("| b 1.0 | 1 | 2.000 | n/a (n=117) |", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Devices_have_a_column_when_there_are_several_and_each_its_own_best()
    {
        string table = Render(
            Row("a", "cpu", (Figure.P50Ms, 9)), Row("b", "cpu", (Figure.P50Ms, 8)),
            Row("a", "cuda:0", (Figure.P50Ms, 1)), Row("b", "cuda:0", (Figure.P50Ms, 2)));

        Assert.Contains("| resnet50 | b 1.0 | m cpu | 1 | **8.000** |", table, StringComparison.Ordinal);
        Assert.Contains("| resnet50 | a 1.0 | m cuda:0 | 1 | **1.000** |", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Energies_of_different_scopes_are_shown_and_not_ranked()
    {
        ResultRow gpu = Row("a", "cpu", (Figure.P50Ms, 1), (Figure.EnergyJoules, 0.5), (Figure.EnergyUncertaintyJoules, 0.02)) with { EnergyScope = "gpu" };
        ResultRow package = Row("b", "cpu", (Figure.P50Ms, 2), (Figure.EnergyJoules, 0.7)) with { EnergyScope = "package" };

        string mixed = Render(gpu, package);

        Assert.Contains("| **1.000** | 500 ± 20 |", mixed, StringComparison.Ordinal);
        Assert.Contains("| 2.000 | 700.0 |", mixed, StringComparison.Ordinal);
        Assert.DoesNotContain("No power sensor", mixed, StringComparison.Ordinal);
        Assert.Contains("| **500 ± 20** |", Render(gpu, package with { EnergyScope = "gpu" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Latencies_with_and_without_copies_are_not_ranked()
    {
        ResultRow inside = Row("a", "cuda:0", (Figure.P50Ms, 2), (Figure.LoadMs, 10));
        ResultRow other = Row("c", "cuda:0", (Figure.P50Ms, 3), (Figure.LoadMs, 30));
        ResultRow outside = Row("b", "cuda:0", (Figure.P50Ms, 1), (Figure.LoadMs, 5));

        string table = Render(inside with { Transfers = "inside" }, other with { Transfers = "inside" }, outside with { Transfers = "outside" });

        Assert.Contains("| 1.000 | 5.000 |", table, StringComparison.Ordinal);
        Assert.Contains("| **2.000** | **10.00** |", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Failed_cases_have_no_row_and_are_counted()
    {
        ResultRow failed = Row("a", "cpu", (Figure.P50Ms, 2));
        PublishedRun run = s_run with { Report = s_run.Report with { Cases = [s_run.Report.Cases[0], s_run.Report.Cases[1] with { Status = CaseStatus.Failed }] } };

        string table = Render(run, failed with { Status = CaseStatus.Failed }, Row("b", "cpu", (Figure.P50Ms, 3)));

        Assert.DoesNotContain("| a 1.0 |", table, StringComparison.Ordinal);
        Assert.Contains("commit 0123456; 1 failed.", table, StringComparison.Ordinal);
    }

    private static string Render(params ResultRow[] rows)
    {
        return Render(s_run, rows);
    }

    private static string Render(PublishedRun run, params ResultRow[] rows)
    {
        return ReadmeTable.Render(ResultComparison.Of(new ResultSet(rows, [], 1)), [run]);
    }

    private static ResultRow Row(string framework, string device, params (Figure Figure, double Value)[] figures)
    {
        var values = figures.ToDictionary(static pair => pair.Figure, static pair => pair.Value);
        return new ResultRow
        {
            Origin = new RowOrigin { File = "f", FullPath = "/f", Format = ResultFormats.Report, Machine = "m", RunId = "m/1", IsDirty = false },
            Key = new CaseKey(framework, "default", device.Split(':')[0], device, "resnet50", 1, "fp32"),
            FrameworkVersion = "1.0",
            Figures = FigureSet.Of(figure => values.TryGetValue(figure, out double value) ? value : null),
        };
    }
}
