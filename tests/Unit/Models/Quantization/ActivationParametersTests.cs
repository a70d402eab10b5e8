using InferenceBench.Models.Quantization;
using Xunit;

namespace InferenceBench.Tests.Unit.Models.Quantization;

public sealed class ActivationParametersTests
{
    [Fact]
    public void An_asymmetric_range_uses_all_256_integers_and_represents_zero_exactly()
    {
        var parameters = ActivationParameters.Asymmetric(new ValueRange(-1, 3));

        Assert.Equal(4 / 255.0, parameters.Scale, 1e-7);
        Assert.Equal(64, parameters.ZeroPoint);
        Assert.False(parameters.IsSigned);
        Assert.InRange(parameters.Lowest, -1 - (parameters.Scale / 2), -1 + (parameters.Scale / 2));
        Assert.InRange(parameters.Highest, 3 - (parameters.Scale / 2), 3 + (parameters.Scale / 2));
    }

    [Theory]
    [InlineData(2, 6, 0, 6 / 255.0)]
    [InlineData(-6, -2, 255, 6 / 255.0)]
    public void A_range_to_one_side_of_zero_is_widened_to_hold_it(float low, float high, int zeroPoint, double scale)
    {
        var parameters = ActivationParameters.Asymmetric(new ValueRange(low, high));

        Assert.Equal(zeroPoint, parameters.ZeroPoint);
        Assert.Equal(scale, parameters.Scale, 1e-7);
    }

    [Fact]
    public void A_symmetric_range_reaches_as_far_to_both_sides_and_has_zero_point_0()
    {
        var parameters = ActivationParameters.Symmetric(new ValueRange(-1, 3));

        Assert.Equal(3 / 127.0, parameters.Scale, 1e-7);
        Assert.Equal(0, parameters.ZeroPoint);
        Assert.True(parameters.IsSigned);
    }

    [Fact]
    public void An_activation_of_zeros_gets_a_scale_that_can_be_divided_by()
    {
        Assert.Equal(1, ActivationParameters.Asymmetric(default).Scale);
        Assert.Equal(1, ActivationParameters.Symmetric(default).Scale);
    }
}
