using InferenceBench.Models.Quantization;
using Xunit;

namespace InferenceBench.Tests.Unit.Models.Quantization;

public sealed class QuantizedWeightTests
{
    // [2, 3]: two channels along the first axis, three along the second.
    private static readonly float[] s_weight = [1, -2, 0.5f, 100, 50, -25];
    private static readonly long[] s_shape = [2, 3];

    [Fact]
    public void Each_channel_has_a_scale_of_its_own()
    {
        var weight = QuantizedWeight.Of(s_weight, s_shape, 0, false, null);

        Assert.Equal([2 / 127f, 100 / 127f], weight.Scales);
        Assert.Equal([64, -127, 32, 127, 64, -32], weight.Values.Select(static value => (int)value));
    }

    [Fact]
    public void The_channels_may_lie_along_the_last_axis()
    {
        var weight = QuantizedWeight.Of(s_weight, s_shape, 1, false, null);

        Assert.Equal([100 / 127f, 50 / 127f, 25 / 127f], weight.Scales);
        Assert.Equal([1, -5, 3, 127, 127, -127], weight.Values.Select(static value => (int)value));
    }

    [Fact]
    public void Per_tensor_there_is_one_scale()
    {
        var weight = QuantizedWeight.Of(s_weight, s_shape, null, false, null);

        Assert.Equal([100 / 127f], weight.Scales);
        Assert.Equal([1, -3, 1, 127, 64, -32], weight.Values.Select(static value => (int)value));
    }

    [Fact]
    public void A_reduced_range_keeps_to_seven_bits()
    {
        var weight = QuantizedWeight.Of(s_weight, s_shape, 0, true, null);

        Assert.Equal(63, weight.Values.Max(static value => (int)value));
        Assert.Equal(-63, weight.Values.Min(static value => (int)value));
    }

    [Fact]
    public void A_channel_of_zeros_gets_a_scale_that_can_be_divided_by()
    {
        var weight = QuantizedWeight.Of([0, 0, 1, 1], [2, 2], 0, false, null);

        Assert.Equal(1, weight.Scales[0]);
        Assert.Equal([0, 0, 127, 127], weight.Values.Select(static value => (int)value));
    }

    [Fact]
    public void Every_element_comes_back_within_half_a_step()
    {
        const int Seed = 5;
        var random = new Random(Seed);
        float[] values = [.. Enumerable.Range(0, 4 * 9).Select(_ => random.NextSingle() - 0.5f)];

        var weight = QuantizedWeight.Of(values, [4, 1, 3, 3], 0, false, null);

        for (int i = 0; i < values.Length; i++)
        {
            Assert.True(Math.Abs(values[i] - (weight.Values[i] * weight.Scales[i / 9])) <= weight.Scales[i / 9] * 0.5001, $"element {i}, seed {Seed}");
        }
    }

    [Fact]
    public void A_bias_has_the_scale_of_the_products_that_it_is_added_to()
    {
        var bias = QuantizedBias.Of([1, -1], 0.5f, [0.25f, 0.125f]);

        Assert.Equal([0.125f, 0.0625f], bias.Scales);
        Assert.Equal([8, -16], bias.Values);
    }

    [Fact]
    public void A_bias_that_would_not_fit_32_bits_widens_its_channels_scale()
    {
        float[] bias = [1000, 0];
        double[] least = QuantizedBias.LeastWeightScales(bias, 1e-6f, false);

        var weight = QuantizedWeight.Of([1e-6f, 1], [2, 1], 0, false, least);
        var integers = QuantizedBias.Of(bias, 1e-6f, weight.Scales);

        Assert.Equal(1000, integers.Values[0] * (double)integers.Scales[0], 1e-3);
        Assert.Equal(1 / 127f, weight.Scales[1]);
    }
}
