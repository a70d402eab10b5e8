using System.Xml.Linq;
using InferenceBench.Reporting.Charts;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Traces;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Charts;

public sealed class DistributionChartsTests
{
    [Fact]
    public void Latencies_of_a_trace_become_a_line_up_to_what_their_number_supports()
    {
        using var folder = new TemporaryFolder();
        WriteTrace(folder["samples/a.trace"], 1000);
        WriteTrace(folder["samples/b.trace"], 80);
        ChartImage chart = Distribution(Row(folder, "a", "samples/a.trace"), Row(folder, "b", "samples/b.trace"))!;

        ChartMarkup.AssertSound(chart);
        Assert.Contains("a on a2 cuda:0: 99 % of 1000 inferences took at most 9.9", chart.Body, StringComparison.Ordinal);
        Assert.Contains("b on a2 cuda:0: 90 % of 80 inferences took at most", chart.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("b on a2 cuda:0: 99 %", chart.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Higher_quantiles_lie_further_right_and_higher_up()
    {
        using var folder = new TemporaryFolder();
        WriteTrace(folder["samples/a.trace"], 1000);
        XElement chart = ChartMarkup.Parse(Distribution(Row(folder, "a", "samples/a.trace"))!);

        (double middleX, double middleY) = ChartMarkup.Mark(chart, "50 %");
        (double tailX, double tailY) = ChartMarkup.Mark(chart, "99 %");
        Assert.True(tailX > middleX && tailY < middleY);
    }

    [Fact]
    public void A_trace_that_cannot_be_read_leaves_its_series_out_and_is_counted()
    {
        using var folder = new TemporaryFolder();
        WriteTrace(folder["samples/a.trace"], 1000);
        WriteTrace(folder["samples/few.trace"], 5);
        File.WriteAllText(folder["samples/broken.trace"], "IBTRACE");
        ChartImage chart = Distribution(
            Row(folder, "a", "samples/a.trace"), Row(folder, "b", "samples/missing.trace"), Row(folder, "c", "samples/broken.trace"), Row(folder, "d", "../../etc/hostname"), Row(folder, "e", "samples/few.trace"))!;

        Assert.Contains("3 series have no trace that can be read.", chart.Description, StringComparison.Ordinal);
        Assert.Contains("1 series have too few inferences.", chart.Description, StringComparison.Ordinal);
        Assert.Null(Distribution(Row(folder, "b", "samples/missing.trace")));
    }

    [Fact]
    public void Latencies_that_a_file_held_need_no_trace()
    {
        ResultRow row = ChartCases.Row() with { LatencyQuantilesMs = [.. Enumerable.Range(0, 200).Select(static i => 5 + (i * 0.01))] };

        Assert.NotNull(Distribution(row));
        Assert.Null(Distribution(row with { LatencyQuantilesMs = [3, 2, double.NaN] }));
    }

    [Fact]
    public void A_line_has_some_hundred_points_whatever_the_number_of_inferences()
    {
        using var folder = new TemporaryFolder();
        WriteTrace(folder["samples/a.trace"], 200_000);

        Assert.True(Distribution(Row(folder, "a", "samples/a.trace"))!.Body.Length < 20_000);
    }

    private static ResultRow Row(TemporaryFolder folder, string framework, string samples)
    {
        return ChartCases.Row(framework, folder: folder.ToString()) with { SamplesFile = samples };
    }

    private static ChartImage? Distribution(params ResultRow[] rows)
    {
        return ComparisonCharts.Of(ChartCases.Compare(rows)).SingleOrDefault(static chart => chart.Id.StartsWith("latency-distribution", StringComparison.Ordinal));
    }

    // Latencies spread evenly from 5 ms to 10 ms.
    private static void WriteTrace(string path, int count)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        long[] stamps = new long[2 * count];
        for (int i = 0; i < count; i++)
        {
            stamps[2 * i] = i * 20_000_000L;
            stamps[(2 * i) + 1] = stamps[2 * i] + 5_000_000 + (5_000_000L * i / count);
        }

        InferenceTrace.Write(path, stamps, [new TraceWindow(0, count * 20_000_000L, 0, count)], 0);
    }
}
