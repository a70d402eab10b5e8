using InferenceBench.Cases;
using InferenceBench.Reporting.Traces;
using Xunit;

namespace InferenceBench.Tests.Unit.Cases;

public sealed class SamplingOverheadLatenciesTests
{
    private const long Ms = 1_000_000;

    [Fact]
    public void Each_inference_counts_for_the_slice_that_it_lies_in_wholly()
    {
        // The sampler is on from 0 to 100 ms and off from 100 to 200 ms; 12 ms while it is on, 10 ms while it is off.
        SamplingOverheadLatencies latencies = Of(
            [Slice(0, 100, true), Slice(100, 200, false)],
            (5, 17), (20, 32), (40, 52), (95, 105), (108, 118), (110, 120), (150, 160), (195, 205));

        Assert.Equal((2, 2), (latencies.On, latencies.Off));
        Assert.Equal((12, 10), (latencies.MedianOnMs, latencies.MedianOffMs));
    }

    [Fact]
    public void Pairs_may_begin_with_either()
    {
        SamplingOverheadLatencies latencies = Of(
            [Slice(0, 100, true), Slice(100, 200, false), Slice(200, 300, false), Slice(300, 400, true)],
            (20, 32), (120, 130), (220, 230), (320, 332));

        Assert.Equal((2, 2), (latencies.On, latencies.Off));
        Assert.Equal(1.2, latencies.MedianOnMs / latencies.MedianOffMs, 1e-9);
        Assert.Equal(0, latencies.RatioUncertainty, 1e-9);
    }

    [Fact]
    public void The_uncertainty_is_twice_the_standard_error_of_the_pairs()
    {
        SamplingOverheadLatencies latencies = Of(
            [Slice(0, 100, true), Slice(100, 200, false), Slice(200, 300, true), Slice(300, 400, false)],
            (20, 31), (120, 130), (220, 229), (320, 330));

        // Ratios 1.1 and 0.9: standard deviation 0.1414, standard error 0.1.
        Assert.Equal(0.2, latencies.RatioUncertainty, 1e-9);
    }

    [Fact]
    public void Nothing_measured_is_no_figure()
    {
        SamplingOverheadLatencies latencies = Of([]);

        Assert.Equal((0, 0), (latencies.On, latencies.Off));
        Assert.True(double.IsNaN(latencies.MedianOnMs) && double.IsNaN(latencies.RatioUncertainty));
    }

    private static SamplingOverheadLatencies Of(IReadOnlyList<SamplingOverheadSlice> slices, params (long FromMs, long ToMs)[] inferences)
    {
        var trace = new InferenceTrace(
            [.. inferences.Select(static inference => inference.FromMs * Ms)], [.. inferences.Select(static inference => inference.ToMs * Ms)], [], 0);
        return SamplingOverheadLatencies.Of(trace, slices);
    }

    private static SamplingOverheadSlice Slice(long fromMs, long toMs, bool isOn)
    {
        return new SamplingOverheadSlice(fromMs * Ms, toMs * Ms, isOn);
    }
}
