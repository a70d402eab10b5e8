using InferenceBench.Contracts;
using InferenceBench.Parity;
using Xunit;

namespace InferenceBench.Tests.Unit.Parity;

public sealed class OutputComparerTests
{
    private static readonly ParityLimits s_fp32 = ParityLimits.For(Precision.Fp32);

    [Fact]
    public void Golden_statistics_of_a_small_output()
    {
        OutputComparison result = Compare([3, 4, 0, 0], [3, 4, 0, 0.5]);

        Assert.Equal(0.5, result.MaxAbs);
        Assert.Equal(3, result.MaxAbsIndex);
        Assert.Equal(0.125, result.MeanAbs);
        Assert.Equal(0.5 / 2.220446049250313e-16, result.MaxRel);
        Assert.Equal(25 / (5 * Math.Sqrt(25.25)), result.Cosine, 15);
        Assert.Equal(20 * Math.Log10(4 / 0.25), result.PsnrDb, 12);
        Assert.Equal(1, result.Outside);
    }

    [Fact]
    public void Equal_outputs_have_cosine_1_and_infinite_psnr()
    {
        OutputComparison result = Compare([0.1, -0.2, 0.3], [0.1, -0.2, 0.3]);

        Assert.Equal((0.0, -1, 1.0, double.PositiveInfinity), (result.MaxAbs, result.MaxAbsIndex, result.Cosine, result.PsnrDb));
    }

    [Fact]
    public void The_cosine_of_two_zero_vectors_is_1_and_of_one_zero_vector_0()
    {
        Assert.Equal(1, Compare([0, 0], [0, -0.0]).Cosine);
        Assert.Equal(0, Compare([0, 0], [1e-9, 0]).Cosine);
    }

    [Fact]
    public void The_cosine_is_that_of_the_worst_sample()
    {
        OutputComparison result = OutputComparer.Compare([1, 0, 1, 0], [1, 0, 0, 1], samples: 2, hasScores: true, s_fp32);

        Assert.Equal(0, result.Cosine);
        Assert.Equal(0.5, result.Top1);
    }

    [Theory]
    [InlineData(1e200)]
    [InlineData(1e-200)]
    public void The_cosine_neither_overflows_nor_vanishes(double scale)
    {
        Assert.Equal(1, Compare([scale, 2 * scale], [scale, 2 * scale]).Cosine);
        Assert.Equal(-1, Compare([scale, 2 * scale], [-scale, -2 * scale]).Cosine, 15);
    }

    [Fact]
    public void NaN_equals_NaN_and_equal_infinities_match()
    {
        double[] values = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1];
        OutputComparison result = Compare(values, values);

        Assert.Equal((0, 0.0, 1.0), (result.NonFinite, result.MaxAbs, result.Cosine));
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NaN)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(1, double.NegativeInfinity)]
    public void A_value_that_is_finite_on_one_side_only_leaves_no_statistic_finite(double expected, double actual)
    {
        OutputComparison result = Compare([expected, 2], [actual, 2]);

        Assert.Equal(1, result.NonFinite);
        Assert.False(double.IsFinite(result.MaxAbs) || double.IsFinite(result.MaxRel) || double.IsFinite(result.Cosine) || double.IsFinite(result.PsnrDb));
    }

    [Fact]
    public void The_absolute_tolerance_grows_with_the_root_mean_square_of_the_reference()
    {
        // rms = 1000: 1e-4·1000 at a reference of 0, and 1e-3·2000 more at one of 2000.
        Assert.Equal(0, Compare([0, 0, 0, 2000], [0.0999, 0, 0, 2002.0999]).Outside);
        Assert.Equal(2, Compare([0, 0, 0, 2000], [0.1001, 0, 0, 2002.1001]).Outside);
    }

    [Fact]
    public void A_tolerance_of_the_users_own_is_not_scaled()
    {
        ParityLimits limits = ParityLimits.For(Precision.Fp32, absolute: 0.5, relative: 0);

        Assert.Equal(0, OutputComparer.Compare([0, 2000], [0.5, 2000], 1, true, limits).Outside);
        Assert.Equal(1, OutputComparer.Compare([0, 2000], [0.51, 2000], 1, true, limits).Outside);
    }

    [Fact]
    public void An_empty_output_differs_in_nothing()
    {
        OutputComparison result = Compare([], []);

        Assert.Equal((0, 0.0, 1.0, 0), (result.Count, result.MaxAbs, result.Cosine, result.Outside));
    }

    [Fact]
    public void Near_ties_say_nothing_about_top_1()
    {
        // Tolerance at 1: 1e-4·1 + 1e-3·1.
        Assert.Null(Compare([1, 0.9990, 0], [0.9990, 1, 0]).Top1);
        Assert.Equal(0, Compare([1, 0.9980, 0], [0.9980, 1, 0]).Top1);
        Assert.Equal(1, Compare([1, 0.9980, 0], [1, 0.9980, 0]).Top1);
    }

    [Fact]
    public void Top_1_of_a_single_value_is_not_available()
    {
        Assert.Null(Compare([1], [1]).Top1);
    }

    [Fact]
    public void A_NaN_is_not_the_highest_score()
    {
        Assert.Equal(0, Compare([1, 0], [double.NaN, 0]).Top1);
        Assert.Null(Compare([double.NaN, double.NaN], [double.NaN, double.NaN]).Top1);
    }

    private static OutputComparison Compare(double[] expected, double[] actual)
    {
        return OutputComparer.Compare(expected, actual, samples: 1, hasScores: true, s_fp32);
    }
}
