using InferenceBench.Reporting.Comparison;
using InferenceBench.Tests.Unit.Reporting.Import;
using InferenceBench.Tests.Unit.Reporting.Import.IterationCsv;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Comparison;

/// <summary>The comparison of published results of four GPUs, once done by hand.</summary>
public sealed class FourGpuComparisonTests : IDisposable
{
    private readonly ImportFolder _folder = new();
    private readonly ResultComparison _comparison;

    public FourGpuComparisonTests()
    {
        FourGpuFiles.Write(_folder, FourGpuResult.ReadAll());
        _comparison = ResultComparison.Of(_folder.Read());
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void TensorRt_is_marked_for_images_per_joule_on_the_A2_in_most_batches()
    {
        ComparedCase[] best = [.. Best("Ampere A2", Figure.ImagesPerJoule)];

        Assert.True(best.Count(static found => found.FrameworkLabel.StartsWith("tftrt", StringComparison.Ordinal)) > best.Length / 2, string.Join(", ", best.Select(static found => found.FrameworkLabel)));
    }

    [Fact]
    public void Onnx_runtime_is_marked_for_throughput_on_the_V100S_in_single_precision()
    {
        ComparedCase[] best = [.. Best("Tesla V100", Figure.ImagesPerSecond).Where(static found => found.Key.Precision == "fp32")];

        Assert.NotEmpty(best);
        Assert.All(best, static found => Assert.Equal("onnxruntime", found.Key.Framework));
    }

    [Fact]
    public void Eager_tensorflow_is_many_times_slower_than_onnx_runtime_at_small_batches_and_not_at_large_ones()
    {
        Assert.All(_comparison.Cases.Where(static found => found is { FrameworkLabel: "tf", Key.Batch: 8 }), static found => Assert.InRange(found.SpeedUp!.Value, 0.01, 0.2));
        Assert.All(_comparison.Cases.Where(static found => found is { FrameworkLabel: "tf", Key.Batch: 256 }), static found => Assert.InRange(found.SpeedUp!.Value, 0.25, 1));
    }

    [Fact]
    public void The_torch_cases_of_three_machines_are_flagged_and_still_compared_by_image()
    {
        ComparedCase[] flagged = [.. _comparison.Cases.Where(static found => found.Flags.Any(static flag => flag.Code == RowFlags.ImagesPerRegion))];

        Assert.Equal(30, flagged.Length);
        Assert.All(flagged, static found => Assert.StartsWith("torch", found.FrameworkLabel, StringComparison.Ordinal));
        Assert.Contains(flagged, static found => found.SpeedUp is not null);
    }

    [Fact]
    public void No_row_is_merged_with_one_of_another_runner()
    {
        Assert.All(_comparison.Cases, static found => Assert.Single(found.Rows));
        Assert.Equal(379, _comparison.Cases.Count);
    }

    private IEnumerable<ComparedCase> Best(string machine, Figure figure)
    {
        return _comparison.Cases.Where(found => found.Newest.Origin.Machine == machine && found.BestOnDevice.Contains(figure));
    }
}
