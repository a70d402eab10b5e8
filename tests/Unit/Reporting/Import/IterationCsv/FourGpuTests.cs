using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Comparison.Rules;
using InferenceBench.Reporting.Import;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Import.IterationCsv;

/// <summary>Published results of four GPUs, through their own file formats and back.</summary>
public sealed class FourGpuTests : IDisposable
{
    private readonly ImportFolder _folder = new();
    private readonly IReadOnlyList<FourGpuResult> _results = FourGpuResult.ReadAll();
    private readonly IReadOnlyList<ResultRow> _rows;

    public FourGpuTests()
    {
        FourGpuFiles.Write(_folder, _results);
        ResultSet set = _folder.Read();
        Assert.Empty(set.Problems);
        _rows = ComparisonRules.Apply(set.Rows);
    }

    [Fact]
    public void Every_row_has_the_figures_of_the_published_table()
    {
        Assert.Equal(379, _results.Count);
        Assert.Equal(_results.Count, _rows.Count);
        foreach (FourGpuResult expected in _results)
        {
            FigureSet figures = RowOf(expected).Figures;
            double batches = (double)expected.Images / expected.Batch;
            Near(expected.Images / expected.ElapsedSeconds, figures[Figure.ImagesPerSecond], expected, "images/s");
            Near(1 / (expected.BatchLatencyMs / 1e3), figures[Figure.InferencesPerSecond], expected, "inferences/s");
            Near(expected.BatchLatencyMs, figures[Figure.MeanMs], expected, "batch latency");
            Near(expected.EnergyJoules / batches, figures[Figure.EnergyJoules], expected, "J");
            Near(expected.ImagesPerJoule, figures[Figure.ImagesPerJoule], expected, "images/J");
            Near(expected.PowerWatts, figures[Figure.PowerWatts], expected, "W");
            Near(expected.MemoryBytes, figures[Figure.DeviceMemoryBytes], expected, "memory");
            Near(10 * batches, figures[Figure.Inferences], expected, "n");
        }
    }

    [Fact]
    public void Throughput_is_images_over_time_and_a_mean_of_rates_is_flagged_where_it_differs()
    {
        foreach (FourGpuResult expected in _results)
        {
            ResultRow row = RowOf(expected);
            double ratio = expected.ImagesPerSecondAsPrinted * expected.ElapsedSeconds / expected.Images;
            if (ratio is < 0.999 or > 1.001)
            {
                Assert.True(row.Figures[Figure.ImagesPerSecond] < expected.ImagesPerSecondAsPrinted, $"{expected}: a mean of rates is too high, never too low");
            }
            else
            {
                Near(expected.ImagesPerSecondAsPrinted, row.Figures[Figure.ImagesPerSecond], expected, "images/s as printed");
            }

            Assert.Equal(ratio > 1.01, row.Flags.Any(static flag => flag.Code == RowFlags.MeanOfRates));
        }
    }

    [Fact]
    public void The_torch_rows_of_three_machines_are_flagged_for_their_images_and_no_others()
    {
        IEnumerable<(string, string, int)> expected = _results.Where(static result => result is { Framework: "Torch", Gpu: not "RTX_3090_TI" }).Select(static result => (result.Gpu, result.Label, result.Batch));
        ResultRow[] flagged = [.. _rows.Where(static row => row.Flags.Any(static flag => flag.Code == RowFlags.ImagesPerRegion))];

        Assert.Equal(30, flagged.Length);
        Assert.Equal(expected.Order(), flagged.Select(static row => (row.Origin.Machine, row.DisplayName!, row.Key.Batch)).Order());
        RowFlag flag = flagged.First(static row => row.Origin.Machine == "Ampere A2").Flags.Single(static flag => flag.Code == RowFlags.ImagesPerRegion);
        Assert.Equal("128 images per region, 512 in 14 other ways of running beside it: energy and time of regions are not comparable, those of one inference are", flag.Detail);
    }

    [Fact]
    public void Bimodal_iterations_are_flagged()
    {
        ResultRow row = _rows.Single(static row => row is { Origin.Machine: "Tesla V100", DisplayName: "torch", Key.Batch: 8 });

        Assert.Contains(row.Flags, static flag => flag.Code == RowFlags.Multimodal);
        Assert.Contains(row.Flags, static flag => flag.Code == RowFlags.HighVariation);
    }

    [Fact]
    public void TensorRt_gives_most_images_per_joule_on_the_A2()
    {
        ResultRow best = _rows.Where(static row => row.Origin.Machine == "Ampere A2" && row.Settings["runner"] == "py").MaxBy(static row => row.Figures[Figure.ImagesPerJoule])!;

        Assert.Equal("tftrt fp16", best.DisplayName);
        Assert.Equal(28.3, best.Figures[Figure.ImagesPerJoule]!.Value, 0.05);
        Assert.StartsWith("tftrt fp16", _rows.Where(static row => row.Origin.Machine == "Ampere A2").MaxBy(static row => row.Figures[Figure.ImagesPerJoule])!.DisplayName, StringComparison.Ordinal);
    }

    [Fact]
    public void Onnx_runtime_has_the_highest_throughput_on_the_V100S()
    {
        ResultRow best = _rows.Where(static row => row.Origin.Machine == "Tesla V100").MaxBy(static row => row.Figures[Figure.ImagesPerSecond])!;

        Assert.Equal("onnxrt", best.DisplayName);
        Assert.Equal("onnxruntime", best.Key.Framework);
        Assert.Equal(512, best.Key.Batch);
        Assert.Equal(3036, best.Figures[Figure.ImagesPerSecond]!.Value, 1.0);
        Assert.Equal("Tesla V100S-PCIE-32GB (1 of 4)", best.Settings["energyDevice"]);
        Assert.Equal(Enumerable.Repeat("Tesla V100S-PCIE-32GB", 4), best.Origin.Description!.Gpus);
    }

    // Bound by launches: a batch takes nearly the same time whatever its size, so that throughput grows with the batch.
    [Theory]
    [InlineData("tf")]
    [InlineData("keras")]
    public void Eager_tensorflow_is_bound_by_launches(string label)
    {
        foreach (string machine in (string[])["Ampere A2", "Tesla V100", "Titan_X", "RTX_3090_TI"])
        {
            Dictionary<int, double> throughput = _rows.Where(row => row.Origin.Machine == machine && row.DisplayName == label)
                .ToDictionary(static row => row.Key.Batch, static row => row.Figures[Figure.ImagesPerSecond]!.Value);
            Assert.InRange(throughput[16] / throughput[8], 1.8, 2.1);
            Assert.InRange(throughput[32] / throughput[8], 3.4, 4.2);
            Assert.InRange(throughput[128] / throughput[8], 7, 16);
            double compiled = _rows.Single(row => row.Origin.Machine == machine && row.DisplayName == label + "xla" && row.Key.Batch == 8).Figures[Figure.ImagesPerSecond]!.Value;
            Assert.InRange(compiled / throughput[8], 6, 14);
        }
    }

    [Fact]
    public void Folders_are_machines_as_they_are_called_and_the_model_is_known()
    {
        Assert.Equal(["Ampere A2", "RTX_3090_TI", "Tesla V100", "Titan X", "Titan_X"], _rows.Select(static row => row.Origin.Machine).Distinct().Order(StringComparer.Ordinal));
        Assert.All(_rows, static row => Assert.Equal("MobileNetV3L", row.Key.Model));
        Assert.All(_rows, static row => Assert.Equal("gpu", row.EnergyScope));
        Assert.Equal(_rows.Count, _rows.Select(static row => (row.Origin.Machine, row.Key)).Distinct().Count());
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private ResultRow RowOf(FourGpuResult result)
    {
        return _rows.Single(row => row.Origin.Machine == result.Gpu && row.DisplayName == result.Label && row.Key.Batch == result.Batch);
    }

    private static void Near(double expected, double? actual, FourGpuResult result, string figure)
    {
        Assert.True(actual is double value && Math.Abs((value / expected) - 1) < 1e-3, $"{figure} of {result.Gpu} {result.Label} {result.Batch}: {actual} instead of {expected}");
    }
}
