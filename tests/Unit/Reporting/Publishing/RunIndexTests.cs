using InferenceBench.Reporting.Publishing;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Publishing;

public sealed class RunIndexTests
{
    [Fact]
    public void Without_runs_it_says_so()
    {
        Assert.Equal("No results are published yet.\n", RunIndex.Render([], false));
        Assert.Empty(RunIndex.FoldersIn(RunIndex.Render([], false)));
    }

    [Fact]
    public void A_run_has_a_row_with_all_that_a_reader_looks_for()
    {
        CaseReport[] cases =
        [
            PublishSandbox.Measured("onnxruntime", "resnet50", 8, 5),
            PublishSandbox.Measured("onnxruntime", "resnet50", 1, 1) with { Energy = new EnergyReport { Source = "nvml", Joules = 4 } },
            PublishSandbox.Measured("tensorflow", "lenet5", 1, 1) with { DisplayName = "tfxla", Status = CaseStatus.Failed },
            CaseReport.Of(new CaseKey("tensorrt", "default", "tensorrt", "cuda:0", "vgg16", 1, "fp32"), CaseStatus.Skipped, "why"),
        ];

        string index = RunIndex.Render([PublishSandbox.Run("m", "2026-01-02-0123456", "2026-01-02T03:04:05Z", cases)], true);

        Assert.Contains("### m\n\nTest CPU (2 processors) · 2 × GPU A · Test OS 1 · driver 550.1\n", index, StringComparison.Ordinal);
        Assert.Contains(
            "| [2026-01-02-0123456](m/2026-01-02-0123456/report.md) ([json](m/2026-01-02-0123456/report.json)) | 2026-01-02 03:04 | 0123456 "
            + "| onnxruntime 1.2.3, tfxla 1.2.3 | resnet50 (1, 8), lenet5 (1) | 2 | 1 | 1 | nvml |\n",
            index,
            StringComparison.Ordinal);
        Assert.Contains("(overview.svg)", index, StringComparison.Ordinal);
    }

    [Fact]
    public void Machines_are_in_order_and_the_runs_of_each_from_the_newest_on()
    {
        PublishedRun[] runs =
        [
            PublishSandbox.Run("b", "1", "2026-01-01T00:00:00Z"),
            PublishSandbox.Run("a", "2", "2026-01-02T00:00:00Z"),
            PublishSandbox.Run("b", "3", "2026-01-03T00:00:00Z"),
        ];

        string index = RunIndex.Render(runs, false);

        Assert.Equal(["a/2", "b/3", "b/1"], RunIndex.FoldersIn(index));
        Assert.DoesNotContain("overview.svg", index, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_stays_text_in_its_cell()
    {
        CaseReport hostile = PublishSandbox.Measured("[x](javascript:alert(1))|<script>", "![](http://h/i.png)`**\n| a |", 1, 1);

        string index = RunIndex.Render([PublishSandbox.Run("m|]", "2026 (1)", "2026-01-02T03:04:05Z", hostile)], false);

        string row = Assert.Single(index.Split('\n'), line => line.Contains("report.json", StringComparison.Ordinal));
        Assert.Equal(10, row.Replace("\\|", "", StringComparison.Ordinal).Count(static c => c == '|'));
        Assert.DoesNotContain("<script", row, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?<!\\)\]\(javascript", row);
        Assert.DoesNotContain("![](", row, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", row, StringComparison.Ordinal);
        Assert.Equal(["m|]/2026 (1)"], RunIndex.FoldersIn(index));
    }
}
