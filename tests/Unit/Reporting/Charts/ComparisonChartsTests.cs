using System.Globalization;
using System.Xml.Linq;
using InferenceBench.Reporting.Charts;
using InferenceBench.Reporting.Comparison;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Charts;

public sealed class ComparisonChartsTests
{
    private const string Hostile = "<script>alert('1')</script>\"]]>&\u0000\u202E\uD800 =cmd|' /C calc'!A0";

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(8, 1)]
    [InlineData(10, 3)]
    [InlineData(8, 5)]
    public void Charts_are_sound_whatever_the_number_of_series(int frameworks, int devices)
    {
        IReadOnlyList<ChartImage> charts = ComparisonCharts.Of(ChartCases.Grid(frameworks, devices, [1, 8, 64]));

        Assert.NotEmpty(charts);
        Assert.All(charts, ChartMarkup.AssertSound);
        Assert.Equal(charts.Count, charts.Select(static chart => chart.Id).Distinct().Count());
    }

    [Fact]
    public void Every_kind_of_chart_that_the_figures_support_is_there_in_order()
    {
        string[] ids = [.. ComparisonCharts.Of(ChartCases.Grid(2, 1, [1, 8])).Select(static chart => chart.Id)];

        Assert.Equal(
        [
            "power-throughput-resnet50-fp32-gpu",
            "throughput-batch-resnet50-fp32",
            "latency-batch-resnet50-fp32",
            "latency-bars-resnet50-b1-fp32",
            "energy-bars-resnet50-b1-fp32-gpu",
            "latency-bars-resnet50-b8-fp32",
            "energy-bars-resnet50-b8-fp32-gpu",
            "flops-macs-fp32",
        ], ids);
    }

    [Fact]
    public void Charts_without_figures_are_not_there()
    {
        ResultRow bare = ChartCases.Row(watts: null, macs: null);

        Assert.Equal(["latency-bars-resnet50-b8-fp32"], ComparisonCharts.Of(ChartCases.Compare(bare)).Select(static chart => chart.Id));
        Assert.Empty(ComparisonCharts.Of(ChartCases.Compare(bare with { Figures = FigureSet.Empty })));
        Assert.Empty(ComparisonCharts.Of(ChartCases.Compare()));
        Assert.Null(ComparisonCharts.LatencyOverview(ChartCases.Compare()));
    }

    [Fact]
    public void Hostile_names_stay_text()
    {
        ResultRow[] rows = [.. Enumerable.Range(0, 3).Select(static i => ChartCases.Row(Hostile + i, Hostile, "cuda:0", Hostile + Hostile, 1 << i, Hostile, 3 + i, scope: Hostile, scenario: Hostile, transfers: Hostile))];
        ResultComparison comparison = ChartCases.Compare(rows);
        ChartImage[] charts = [.. ComparisonCharts.Of(comparison), ComparisonCharts.LatencyOverview(comparison)!];

        Assert.NotEmpty(charts);
        Assert.All(charts, ChartMarkup.AssertSound);
        Assert.All(charts, static chart => Assert.DoesNotContain("<script", chart.ToStandaloneSvg(), StringComparison.OrdinalIgnoreCase));
        Assert.All(charts, static chart => Assert.DoesNotContain('\u202E', chart.Body + chart.Title + chart.Description));
        Assert.Contains(charts, static chart => ChartMarkup.Parse(chart).Value.Contains("<script>alert('1')</script>", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_of_any_length_leave_room_for_the_chart()
    {
        string longName = new('W', 5000);
        ResultRow[] rows = [.. from framework in new[] { longName + "a", longName + "b" } from machine in new[] { longName, "b" } from batch in new[] { 1, 8 } select ChartCases.Row(framework, machine, "cuda:0", longName, batch)];
        ResultComparison comparison = ChartCases.Compare(rows);

        ChartImage[] charts = [.. ComparisonCharts.Of(comparison), ComparisonCharts.LatencyOverview(comparison)!];
        Assert.All(charts, ChartMarkup.AssertSound);
        Assert.All(charts.SelectMany(static chart => ChartMarkup.WithClass(ChartMarkup.Parse(chart), "ib-mark")), static mark => Assert.Matches("(on .*batch [18]: .*[0-9]|Pareto front)", mark.Element(ChartMarkup.Svg + "title")!.Value));
    }

    [Fact]
    public void Only_marks_and_shortened_names_have_a_tooltip()
    {
        ChartImage chart = ComparisonCharts.Of(ChartCases.Grid(2, 2, [1, 8]))[0];
        XElement[] named = [.. ChartMarkup.Parse(chart).Descendants(ChartMarkup.Svg + "title").Select(static title => title.Parent!).Where(static parent => parent.Name.LocalName != "svg")];

        Assert.NotEmpty(named);
        Assert.All(named, static parent => Assert.StartsWith("ib-mark", parent.Attribute("class")!.Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1e-9, 1e16)]
    [InlineData(0.01, 1e6)]
    [InlineData(5, 5)]
    [InlineData(5, 5.0000001)]
    public void Figures_of_any_range_can_be_drawn(double least, double greatest)
    {
        ResultRow[] rows = [.. Enumerable.Range(0, 5).Select(i => ChartCases.Row("f" + i, batch: 1 << i, p50Ms: least + ((greatest - least) * i / 4), watts: greatest - ((greatest - least) * i / 4)))];

        Assert.All(ComparisonCharts.Of(ChartCases.Compare(rows)), ChartMarkup.AssertSound);
    }

    [Theory]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    [InlineData(-1)]
    [InlineData(0)]
    public void Figures_that_cannot_be_leave_their_bar_out(double value)
    {
        FigureSet figures = FigureSet.Of(_ => value);
        ResultRow[] rows = [ChartCases.Row(), ChartCases.Row("libtorch") with { Figures = figures }, ChartCases.Row("tensorrt", batch: 1) with { Figures = figures }];

        Assert.All(ComparisonCharts.Of(ChartCases.Compare(rows)), ChartMarkup.AssertSound);
    }

    [Fact]
    public void Charts_are_the_same_in_every_culture()
    {
        ResultComparison comparison = ChartCases.Grid(3, 2, [1, 8, 64]);
        string[] expected = [.. ComparisonCharts.Of(comparison).Select(static chart => chart.ToStandaloneSvg() + chart.Description)];
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NegativeSign = "−";
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(expected, ComparisonCharts.Of(comparison).Select(static chart => chart.ToStandaloneSvg() + chart.Description));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void More_throughput_lies_further_right_and_more_power_higher_up()
    {
        ResultRow[] rows = [ChartCases.Row(machine: "slow", p50Ms: 20, watts: 30), ChartCases.Row(machine: "fast", p50Ms: 5, watts: 60)];
        ResultRow[] alike = [.. rows.Select(static row => row with { Key = row.Key with { Framework = "onnxruntime" } })];
        XElement chart = ChartMarkup.Parse(ComparisonCharts.Of(ChartCases.Compare(alike)).Single(static chart => chart.Id.StartsWith("power-throughput", StringComparison.Ordinal)));

        (double slowX, double slowY) = ChartMarkup.Mark(chart, "on slow");
        (double fastX, double fastY) = ChartMarkup.Mark(chart, "on fast");
        Assert.True(fastX > slowX);
        Assert.True(fastY < slowY, "y grows downwards: more power is drawn higher");
    }

    [Fact]
    public void Larger_batches_lie_further_right_and_longer_latencies_higher_up()
    {
        ResultRow[] rows = [ChartCases.Row(batch: 1, p50Ms: 3), ChartCases.Row(batch: 8, p50Ms: 10)];
        IReadOnlyList<ChartImage> charts = ComparisonCharts.Of(ChartCases.Compare(rows));
        XElement latency = ChartMarkup.Parse(charts.Single(static chart => chart.Id.StartsWith("latency-batch", StringComparison.Ordinal)));

        (double oneX, double oneY) = ChartMarkup.Mark(latency, "batch 1:");
        (double eightX, double eightY) = ChartMarkup.Mark(latency, "batch 8:");
        Assert.True(eightX > oneX && eightY < oneY);
    }

    [Fact]
    public void Without_a_median_the_mean_is_shown_and_named()
    {
        ResultRow[] rows = [.. new[] { 1, 8 }.Select(static batch => ChartCases.Row(batch: batch)).Select(static row => row with { Figures = FigureSet.Of(figure => figure == Figure.P50Ms ? null : row.Figures[figure]) })];
        IReadOnlyList<ChartImage> charts = ComparisonCharts.Of(ChartCases.Compare(rows));

        Assert.Contains("Where there is no median, the mean is shown.", charts.Single(static chart => chart.Id.StartsWith("latency-batch", StringComparison.Ordinal)).Description, StringComparison.Ordinal);
        Assert.All(charts.Where(static chart => chart.Id.StartsWith("latency-", StringComparison.Ordinal)), static chart => Assert.Contains("p50 or mean [ms]", chart.Body, StringComparison.Ordinal));
        Assert.Null(ComparisonCharts.LatencyOverview(ChartCases.Compare(rows)));
    }

    [Fact]
    public void Bars_start_at_nought_and_are_as_long_as_their_figures()
    {
        ResultRow[] rows = [ChartCases.Row("onnxruntime", p50Ms: 10), ChartCases.Row("tensorrt", p50Ms: 2.5)];
        XElement chart = ChartMarkup.Parse(ComparisonCharts.Of(ChartCases.Compare(rows)).Single(static chart => chart.Id.StartsWith("latency-bars", StringComparison.Ordinal)));
        double[] widths = [.. ChartMarkup.WithClass(chart, "ib-bar").Select(static bar => ChartMarkup.Number(bar, "width"))];

        // Latency and throughput of the one, then of the other.
        Assert.Equal(4, widths.Length);
        Assert.Equal(4, widths[0] / widths[2], 0.01);
        Assert.Equal(0.25, widths[1] / widths[3], 0.001);
    }

    [Fact]
    public void A_tail_that_is_many_times_the_median_is_cut_off_and_leaves_the_bars_visible()
    {
        ResultRow row = ChartCases.Row(p50Ms: 10);
        ResultRow spiky = row with { Figures = FigureSet.Of(figure => figure == Figure.P99Ms ? 100_000 : row.Figures[figure]) };
        ChartImage chart = ComparisonCharts.Of(ChartCases.Compare(spiky))[1];

        ChartMarkup.AssertSound(chart);
        Assert.True(ChartMarkup.Number(ChartMarkup.WithClass(ChartMarkup.Parse(chart), "ib-bar").First(), "width") > 50);
    }

    [Fact]
    public void Energies_of_other_scopes_and_latencies_with_other_transfers_have_charts_of_their_own()
    {
        ResultRow[] rows = [ChartCases.Row("a", scope: "gpu", transfers: "inside"), ChartCases.Row("b", scope: "module", transfers: "inside"), ChartCases.Row("c", scope: "gpu", transfers: "outside")];
        IReadOnlyList<ChartImage> charts = ComparisonCharts.Of(ChartCases.Compare(rows));

        Assert.Equal(3, charts.Count(static chart => chart.Id.StartsWith("power-throughput", StringComparison.Ordinal)));
        Assert.Equal(2, charts.Count(static chart => chart.Id.StartsWith("energy-bars", StringComparison.Ordinal)));
        Assert.Contains(charts, static chart => chart.Id.EndsWith("-transfers-outside", StringComparison.Ordinal));
    }

    [Fact]
    public void A_chart_shows_the_best_24_series_and_says_how_many_are_left_out()
    {
        ResultRow[] rows = [.. Enumerable.Range(0, 30).Select(static i => ChartCases.Row(machine: "m" + i, p50Ms: 40 - i, watts: 20 + i))];
        ChartImage bars = ComparisonCharts.Of(ChartCases.Compare(rows)).Single(static chart => chart.Id.StartsWith("latency-bars", StringComparison.Ordinal));

        Assert.Equal(ComparisonCharts.MostSeries, ChartMarkup.WithClass(ChartMarkup.Parse(bars), "ib-mark").Count());
        Assert.Contains("The best 24 of 30 series are shown; 6 are left out.", bars.Description, StringComparison.Ordinal);
        Assert.Contains("m29", bars.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("on m0", bars.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_front_is_never_left_out_for_faster_cases()
    {
        ResultRow[] rows = [.. Enumerable.Range(0, 30).Select(static i => ChartCases.Row(machine: "m" + i, p50Ms: 40 - i, watts: i == 0 ? 1 : 80 - i))];
        ChartImage chart = ComparisonCharts.Of(ChartCases.Compare(rows))[0];

        Assert.Contains("on m0", chart.Body, StringComparison.Ordinal);
        Assert.Contains("Pareto front", chart.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_roof_is_drawn_only_for_a_peak_that_was_given()
    {
        ResultComparison comparison = ChartCases.Grid(2, 1, [1]);
        string device = comparison.Cases[0].DeviceLabel;
        var options = new ChartOptions { PeakFlopsPerSecond = new Dictionary<string, double> { [device] = 4.5e12, ["another"] = 1e15 } };

        Assert.DoesNotContain("ib-guide", Flops(ComparisonCharts.Of(comparison)).Body, StringComparison.Ordinal);
        string roofed = Flops(ComparisonCharts.Of(comparison, options)).Body;
        Assert.Contains($"peak of {device}", roofed, StringComparison.Ordinal);
        Assert.Contains("4500 GFLOP/s", roofed, StringComparison.Ordinal);
        Assert.DoesNotContain("another", roofed, StringComparison.Ordinal);

        static ChartImage Flops(IReadOnlyList<ChartImage> charts) => charts.Single(static chart => chart.Id.StartsWith("flops", StringComparison.Ordinal));
    }

    [Fact]
    public void Achieved_operations_are_two_for_each_multiply_accumulate()
    {
        ChartImage chart = ComparisonCharts.Of(ChartCases.Compare(ChartCases.Row(batch: 8, p50Ms: 8, macs: 5e9))).Single(static chart => chart.Id.StartsWith("flops", StringComparison.Ordinal));

        // 1000 images/s × 5 GMAC × 2
        Assert.Contains("10000 GFLOP/s", chart.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void One_framework_has_one_colour_in_all_bars()
    {
        IReadOnlyList<ChartImage> charts = ComparisonCharts.Of(ChartCases.Grid(5, 4, [1, 8]));
        string[] colours =
        [
            .. charts.Where(static chart => chart.Id.Contains("bars", StringComparison.Ordinal)).SelectMany(static chart => ChartMarkup.WithClass(ChartMarkup.Parse(chart), "ib-mark"))
                .Where(static mark => mark.Element(ChartMarkup.Svg + "title")!.Value.StartsWith("tensorrt on", StringComparison.Ordinal)).Select(static mark => mark.Attribute("class")!.Value).Distinct(),
        ];

        Assert.Single(colours);
    }

    [Fact]
    public void Flagged_cases_are_marked()
    {
        ResultRow flagged = ChartCases.Row("torch") with { Flags = [new RowFlag(RowFlags.ImagesPerRegion, "128 where others hold 512")] };
        ChartImage chart = ComparisonCharts.Of(ChartCases.Compare(flagged, ChartCases.Row())).Single(static chart => chart.Id.StartsWith("latency-bars", StringComparison.Ordinal));

        Assert.Contains("torch *", chart.Body, StringComparison.Ordinal);
        Assert.Contains("flagged, see the tables", chart.Body, StringComparison.Ordinal);
        Assert.Contains("flags: images_per_region", chart.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_overview_has_a_panel_for_each_model_and_batch_with_its_own_axis()
    {
        ResultComparison comparison = ChartCases.Compare(
            [.. from model in new[] { "mobilenet_v3_large", "resnet50" } from framework in new[] { "onnxruntime", "libtorch" } from batch in new[] { 1, 8 } select ChartCases.Row(framework, "xeon", "cpu", model, batch, p50Ms: batch * model.Length)]);
        ChartImage chart = ComparisonCharts.LatencyOverview(comparison)!;

        ChartMarkup.AssertSound(chart);
        XElement root = ChartMarkup.Parse(chart);
        Assert.Equal(["mobilenet_v3_large, batch 1, fp32", "mobilenet_v3_large, batch 8, fp32", "resnet50, batch 1, fp32", "resnet50, batch 8, fp32"], ChartMarkup.WithClass(root, "ib-strong").Select(static text => text.Value));
        Assert.Equal(8, ChartMarkup.WithClass(root, "ib-bar").Count());
        Assert.Equal(4, ChartMarkup.WithClass(root, "ib-x").Count());
    }

    [Fact]
    public void Work_and_output_stay_bounded_whatever_the_number_of_cases()
    {
        ResultComparison small = Many(20);
        ResultComparison large = Many(200);
        _ = ComparisonCharts.Of(small);
        long before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<ChartImage> fewer = ComparisonCharts.Of(small);
        long forSmall = GC.GetAllocatedBytesForCurrentThread() - before;
        IReadOnlyList<ChartImage> charts = ComparisonCharts.Of(large);
        long forLarge = GC.GetAllocatedBytesForCurrentThread() - before - forSmall;

        Assert.True(charts.Count <= ComparisonCharts.MostCharts);
        Assert.Equal(fewer.Count, charts.Count);
        Assert.True(charts.Sum(static chart => chart.Body.Length) < 2_000_000);
        Assert.True(forLarge < 6 * forSmall, $"ten times the cases took {forLarge} bytes, {forSmall} before");

        static ResultComparison Many(int machines)
        {
            return ChartCases.Compare(
            [
                .. from machine in Enumerable.Range(0, machines) from i in Enumerable.Range(0, 100)
                   select ChartCases.Row("fw" + (i % 5), "m" + machine, model: "model" + (i / 20), batch: 1 << (i / 5 % 4), p50Ms: 1 + (((machine * 31) + (i * 17)) % 97)),
            ]);
        }
    }

    [Fact]
    public void More_charts_than_the_limit_are_chosen_by_what_they_compare_and_the_rest_is_counted()
    {
        ResultRow[] rows = [.. Enumerable.Range(0, 100).Select(static i => ChartCases.Row(model: "model" + i)), ChartCases.Row("tensorrt", model: "model77")];
        IReadOnlyList<ChartImage> charts = ComparisonCharts.Of(ChartCases.Compare(rows));

        Assert.True(charts.Count <= ComparisonCharts.MostCharts);
        Assert.Contains(charts, static chart => chart.Id == "latency-bars-model77-b8-fp32");
        Assert.Contains(charts, static chart => chart.Description.Contains("more are not drawn.", StringComparison.Ordinal));
    }

    [Fact]
    public void Models_that_differ_only_in_signs_have_ids_of_their_own()
    {
        IReadOnlyList<ChartImage> charts = ComparisonCharts.Of(ChartCases.Compare(ChartCases.Row(model: "a.b"), ChartCases.Row(model: "a+b"), ChartCases.Row(model: "a b")));

        Assert.Equal(charts.Count, charts.Select(static chart => chart.Id).Distinct().Count());
        Assert.All(charts, ChartMarkup.AssertSound);
    }
}
