using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Schema;

public sealed class CaseReportTests
{
    private static readonly CaseReport s_case = CaseReport.Of(SampleReport.Key(batch: 8), CaseStatus.Ok);

    [Fact]
    public void Throughput_is_inferences_over_busy_time_and_leaves_gaps_out()
    {
        // Two windows of 10 ms with 2 inferences each and 1 s between them.
        InferenceTrace trace = new(
            [0, 5_000_000, 1_010_000_000, 1_015_000_000],
            [5_000_000, 10_000_000, 1_015_000_000, 1_020_000_000],
            [new(0, 10_000_000, 0, 2), new(1_010_000_000, 1_020_000_000, 2, 2)],
            Dropped: 0);

        CaseReport report = s_case.WithTrace(trace);

        Assert.Equal(200, report.InferencesPerSecond);
        Assert.Equal(1600, report.ImagesPerSecond);
        Assert.Equal((0.0, 4L), (report.Cov, report.LatencyMs!.N));
        Assert.Equal([new WindowReport(0, 10_000_000), new WindowReport(1_010_000_000, 1_020_000_000)], report.Windows);
        Assert.Empty(report.Notes);
    }

    [Fact]
    public void Inferences_without_a_stamp_count_in_the_throughput_and_are_noted()
    {
        CaseReport report = s_case.WithTrace(new InferenceTrace([0], [1_000_000], [new(0, 10_000_000, 0, 1)], Dropped: 9));

        Assert.Equal(1000, report.InferencesPerSecond);
        Assert.Equal("9 inferences found no room in the trace: they count in the throughput, not in the latencies", Assert.Single(report.Notes));
    }

    [Fact]
    public void High_variation_is_noted()
    {
        CaseReport report = s_case.WithTrace(new InferenceTrace([0, 0], [100_000_000, 105_000_000], [new(0, 205_000_000, 0, 2)], 0));

        Assert.Equal("CoV 3.4 % > 2.5 %", Assert.Single(report.Notes));
    }

    [Fact]
    public void An_empty_trace_gives_nulls_and_no_zeros()
    {
        CaseReport report = s_case.WithTrace(new InferenceTrace([], [], [], 0));

        Assert.Null(report.LatencyMs);
        Assert.Null(report.InferencesPerSecond);
        Assert.Null(report.ImagesPerSecond);
        Assert.Equal("the trace holds no inference", Assert.Single(report.Notes));
    }

    [Fact]
    public void Facts_decide_what_was_skipped_or_failed()
    {
        ParityResult parity = new("failed", "cosine 0.5 < 0.99999", "onnxruntime", 3, 2, 0.5, 10, 0);

        CaseReport skipped = s_case.WithFacts(new CaseFacts { SkippedReason = "no int8\n  here" });
        CaseReport failed = s_case.WithFacts(new CaseFacts { FailedReason = "out of memory", LoadMs = 3 });
        CaseReport unequal = s_case.WithFacts(new CaseFacts { Parity = parity });

        Assert.Equal((CaseStatus.Skipped, "no int8 here"), (skipped.Status, skipped.Reason));
        Assert.Equal((CaseStatus.Failed, "out of memory", 3.0), (failed.Status, failed.Reason, failed.ColdStartMs!.Load));
        Assert.Equal((CaseStatus.Failed, "parity: cosine 0.5 < 0.99999"), (unequal.Status, unequal.Reason));
        Assert.Equal(parity, unequal.Parity);
    }

    [Theory]
    [InlineData("cpu", "cpu", "resnet50", "onnxruntime/cpu/resnet50/b1/fp32")]
    [InlineData("tensorrt", "cuda:0", "resnet50", "onnxruntime/tensorrt/cuda:0/resnet50/b1/fp32")]
    [InlineData("", "", "", "onnxruntime/b1/fp32")]
    public void A_key_reads_as_one_word(string provider, string device, string model, string expected)
    {
        Assert.Equal(expected, SampleReport.Key(provider, device, model).ToString());
    }

    [Fact]
    public void File_names_hold_no_separators_and_are_not_too_long()
    {
        string name = SampleReport.Key("tensorrt", "cuda:0", "../né t\0").ToFileName();
        string longest = SampleReport.Key(model: new string('m', 500)).ToFileName();

        Assert.Equal("onnxruntime-tensorrt-cuda-0-..-n--t--b1-fp32", name);
        Assert.Equal(150, longest.Length);
    }
}
