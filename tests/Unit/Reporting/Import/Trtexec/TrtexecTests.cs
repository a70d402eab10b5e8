using System.Globalization;
using System.Text;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Import.Trtexec;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Import.Trtexec;

public sealed class TrtexecTests : IDisposable
{
    private readonly ImportFolder _folder = new();
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    [Fact]
    public void Figures_are_over_single_queries()
    {
        _folder.Write("orin/resnet50_b8_fp16.json", Json(Enumerable.Range(0, 1000).Select(static i => Query(10 * i, 1 + (i / 1000.0)))));

        ResultSet set = _folder.Read();

        ResultRow row = Assert.Single(set.Rows);
        Assert.Empty(set.Problems);
        Assert.Equal(("orin", "tensorrt", "trtexec", "resnet50", 8, "fp16"), (row.Origin.Machine, row.Key.Framework, row.Key.Variant, row.Key.Model, row.Key.Batch, row.Key.Precision));
        Assert.Equal(1.499 + 0.3, row.Figures[Figure.P50Ms]!.Value, 1e-9);
        Assert.Equal(1.989 + 0.3, row.Figures[Figure.P99Ms]!.Value, 1e-9);
        Assert.Equal(1.999 + 0.3, row.Figures[Figure.MaxMs]!.Value, 1e-9);
        Assert.Equal(1000, row.Figures[Figure.Inferences]);
        Assert.Equal(1000 / ((9990 + 1.999 + 0.35) / 1e3), row.Figures[Figure.InferencesPerSecond]!.Value, 1e-6);
        Assert.Equal(8 * row.Figures[Figure.InferencesPerSecond]!.Value, row.Figures[Figure.ImagesPerSecond]!.Value, 1e-9);
        Assert.Equal(0.1, row.Figures[Figure.H2dMs]!.Value, 1e-9);
        Assert.Equal(1.499, row.Figures[Figure.ComputeMs]!.Value, 1e-9);
        Assert.Equal(0.2, row.Figures[Figure.D2hMs]!.Value, 1e-9);
        Assert.Equal(0.05, row.Figures[Figure.EnqueueMs]!.Value, 1e-6);
        Assert.Equal("inside", row.Transfers);
        Assert.Equal(400, row.LatencyQuantilesMs!.Count);
        Assert.Equal(row.Figures[Figure.MaxMs], row.LatencyQuantilesMs[^1]);
        Assert.Equal(row.LatencyQuantilesMs.Order(), row.LatencyQuantilesMs);
    }

    [Theory]
    [InlineData(63, false, false, false)]
    [InlineData(64, true, false, false)]
    [InlineData(130, true, true, false)]
    [InlineData(662, true, true, true)]
    public void A_percentile_needs_as_many_queries_as_support_it(int queries, bool p90, bool p95, bool p99)
    {
        _folder.Write("a/x_b1.json", Json(Enumerable.Range(0, queries).Select(static i => Query(10 * i, 1))));

        FigureSet figures = Assert.Single(_folder.Read().Rows).Figures;

        Assert.Equal((p90, p95, p99), (figures[Figure.P90Ms] is not null, figures[Figure.P95Ms] is not null, figures[Figure.P99Ms] is not null));
    }

    [Fact]
    public void Copies_of_length_zero_are_outside()
    {
        _folder.Write("a/x_b1.json", Json(Enumerable.Range(0, 5).Select(static i => Query(10 * i, 1, copies: 0))));

        Assert.Equal("outside", Assert.Single(_folder.Read().Rows).Transfers);
    }

    [Fact]
    public void Names_of_TensorRT_7_are_understood()
    {
        _folder.Write("a/x_b1.json", """[{ "startInMs": 0, "endInMs": 0.5, "startComputeMs": 0.5, "endComputeMs": 2.5, "startOutMs": 2.5, "endOutMs": 3, "inMs": 0.5, "computeMs": 2, "outMs": 0.5, "latencyMs": 3, "endToEndMs": 3 }]""");

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.Equal((0.5, 2.0, 0.5, 3.0), (row.Figures[Figure.H2dMs], row.Figures[Figure.ComputeMs], row.Figures[Figure.D2hMs], row.Figures[Figure.MeanMs]));
        Assert.Equal("inside", row.Transfers);
        Assert.Null(row.Figures[Figure.EnqueueMs]);
    }

    [Fact]
    public void Without_moments_there_is_no_throughput_and_without_a_batch_no_images()
    {
        _folder.Write("a/times.json", """[{"latencyMs": 2}, {"computeMs": 3}]""");

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.Equal(2.5, row.Figures[Figure.MeanMs]);
        Assert.Null(row.Figures[Figure.InferencesPerSecond]);
        Assert.Null(row.Figures[Figure.ImagesPerSecond]);
        Assert.Null(row.Transfers);
        Assert.Equal(("times", 0), (row.Key.Model, row.Key.Batch));
        Assert.Contains(row.Flags, static flag => flag.Code == RowFlags.BatchUnknown);
    }

    [Fact]
    public void Queries_of_several_streams_are_recognised_by_their_moments()
    {
        _folder.Write("a/x_b1.json", Json(Enumerable.Range(0, 100).Select(static i => Query(i, 2))));
        _folder.Write("b/x_b1.json", Json(Enumerable.Range(0, 100).Select(static i => Query(2 * i, 2))));

        IReadOnlyList<ResultRow> rows = _folder.Read().Rows;

        Assert.Equal("99 of 100 queries began to compute before another had ended: several streams (--infStreams)", rows[0].Flags.Single(static flag => flag.Code == RowFlags.OverlappingQueries).Detail);
        Assert.DoesNotContain(rows[1].Flags, static flag => flag.Code == RowFlags.OverlappingQueries);
    }

    // trtexec writes six digits: at 100 s moments are rounded to 0.1 ms, and queries that follow one another seem to overlap.
    [Fact]
    public void Rounded_moments_are_no_overlap_and_no_enqueue_time()
    {
        _folder.Write("a/x_b1.json", Json(Enumerable.Range(0, 100).Select(static i => Query(Math.Round(100_000 + (0.55 * i), 1), 0.55))));

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.DoesNotContain(row.Flags, static flag => flag.Code == RowFlags.OverlappingQueries);
        Assert.Null(row.Figures[Figure.EnqueueMs]);
    }

    [Fact]
    public void Two_levels_of_latency_are_flagged()
    {
        _folder.Write("a/x_b1.json", Json(Enumerable.Range(0, 200).Select(static i => Query(10 * i, (i % 3 == 0 ? 5 : 1) + (i * 0.0005)))));

        ResultRow row = Assert.Single(_folder.Read().Rows);

        Assert.Contains(row.Flags, static flag => flag.Code == RowFlags.Multimodal);
        Assert.Contains(row.Flags, static flag => flag.Code == RowFlags.HighVariation);
    }

    [Theory]
    [InlineData("""{"latencyMs": -1}""", "latencyMs '-1'")]
    [InlineData("""{"latencyMs": 0}""", "latencyMs '0'")]
    [InlineData("""{"latencyMs": 1e999}""", "latencyMs '1e999'")]
    [InlineData("""{"latencyMs": "<script>"}""", "latencyMs '<script>'")]
    [InlineData("""{"latencyMs": null}""", "latencyMs 'null'")]
    [InlineData("""{"latencyMs": [1]}""", "latencyMs 'no number'")]
    [InlineData("""{"latencyMs": 1, "h2dMs": -0.5}""", "h2dMs '-0.5'")]
    [InlineData("{}", "latencyMs is empty")]
    [InlineData("7", "latencyMs is empty")]
    [InlineData("""[{"latencyMs": 5}]""", "latencyMs is empty")]
    public void A_query_that_cannot_be_is_left_out_counted_and_named(string query, string named)
    {
        _folder.Write("a/x_b1.json", $$"""[{"latencyMs": 2}, {{query}}, {"latencyMs": 2}]""");

        ResultSet set = _folder.Read();

        Assert.Equal(2, Assert.Single(set.Rows).Figures[Figure.Inferences]);
        ReadProblem problem = Assert.Single(set.Problems);
        Assert.Equal((ProblemKind.Partial, $"1 of 3 queries was left out: query 2 ({named})"), (problem.Kind, problem.Reason));
    }

    [Fact]
    public void Damaged_files_are_unreadable_and_the_others_complete()
    {
        string whole = Json(Enumerable.Range(0, 500).Select(static i => Query(10 * i, 1)));
        _folder.Write("a/cut_b1.json", whole[..^300]);
        _folder.Write("a/empty_b1.json", """[{"latencyMs": "none"}]""");
        _folder.WriteBytes("a/latin_b1.json", [.. Encoding.UTF8.GetBytes("""[{"latencyMs": 1, "note": " """), 0xE9, .. Encoding.UTF8.GetBytes("\"}]")]);
        _folder.Write("a/long_b1.json", $$"""[{"latencyMs": 1, "note": "{{new string('x', 3 << 20)}}"}]""");
        _folder.Write("a/whole_b1.json", whole);

        ResultSet set = _folder.Read();

        Assert.Equal("whole", Assert.Single(set.Rows).Key.Model);
        Assert.Equal(["a/cut_b1.json", "a/empty_b1.json", "a/latin_b1.json", "a/long_b1.json"], set.Problems.Select(static problem => problem.File[(problem.File.IndexOf('/', StringComparison.Ordinal) + 1)..]));
        Assert.All(set.Problems, static problem => Assert.Equal(ProblemKind.Unreadable, problem.Kind));
    }

    [Fact]
    public void Other_arrays_are_not_claimed()
    {
        TrtexecFormat format = new();

        Assert.False(format.Claims("profile.json", """[{"count" : 100}, {"name" : "conv1", "timeMs" : 1}]"""u8));
        Assert.False(format.Claims("times.json", """{"latencyMs": 1}"""u8));
        Assert.False(format.Claims("times.txt", """[{"latencyMs": 1}]"""u8));
        Assert.True(format.Claims("times.json", [.. Encoding.UTF8.Preamble, .. "\n [ {\"startEnqMs\" : 1"u8]));
    }

    [Theory]
    [InlineData("resnet18_imagenet_fp16.json", "resnet18", "imagenet", 0, "fp16")]
    [InlineData("mobilenet_v3_large_b1_int8.json", "mobilenet_v3_large", null, 1, "int8")]
    [InlineData("resnet50-bs32-FP16-times.json", "resnet50", null, 32, "fp16")]
    [InlineData("fp16_batch4_alexnet.json", "alexnet", null, 4, "fp16")]
    [InlineData("efficientnet_b2_b8_fp32.json", "efficientnet_b2", null, 8, "fp32")]
    [InlineData("vit_b16_fp16.json", "vit_b16", null, 0, "fp16")]
    [InlineData("resnet50_b8_b16.json", "resnet50_b8_b16", null, 0, "")]
    [InlineData("fp16_int8.json", "fp16_int8", null, 0, "")]
    [InlineData("b8.json", "b8", null, 8, "")]
    [InlineData("<script>_b8.json", "<script>", null, 8, "")]
    public void Names_follow_the_rule_where_they_are_unambiguous(string name, string model, string? dataset, int batch, string precision)
    {
        Assert.Equal(new TrtexecFileName(model, dataset, batch, precision), TrtexecFileName.Parse(name));
    }

    [Fact]
    public void Numbers_are_read_the_same_in_any_culture()
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = culture;
        _folder.Write("a/x_b1.json", """[{"latencyMs": 1.5}, {"latencyMs": -1.5}]""");

        ResultSet set = _folder.Read();

        Assert.Equal(1.5, Assert.Single(set.Rows).Figures[Figure.MeanMs]);
        Assert.Contains("'-1.5'", Assert.Single(set.Problems).Reason, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        CultureInfo.CurrentCulture = _before;
        _folder.Dispose();
    }

    private static string Json(IEnumerable<string> queries)
    {
        return $"[\n  {string.Join("\n, ", queries)}\n]";
    }

    // As trtexec lays a query out: enqueued 0.05 ms before its copy starts, copies of 0.1 ms in and 0.2 ms out.
    private static string Query(double startMs, double computeMs, double copies = 1)
    {
        double h2d = 0.1 * copies;
        double d2h = 0.2 * copies;
        double compute = startMs + 0.05 + h2d;
        double end = compute + computeMs;
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{ "startEnqMs" : {{startMs:R}}, "endEnqMs" : {{startMs + 0.05:R}}, "startH2dMs" : {{startMs + 0.05:R}}, "endH2dMs" : {{compute:R}}, "startComputeMs" : {{compute:R}}, "endComputeMs" : {{end:R}}, "startD2hMs" : {{end:R}}, "endD2hMs" : {{end + d2h:R}}, "h2dMs" : {{h2d:R}}, "computeMs" : {{computeMs:R}}, "d2hMs" : {{d2h:R}}, "latencyMs" : {{h2d + computeMs + d2h:R}} }""");
    }
}
