using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Parity;
using Xunit;

namespace InferenceBench.Tests.Unit.Parity;

public sealed class ElementsTests
{
    [Fact]
    public void Integers_and_booleans_are_read_by_value()
    {
        Assert.Equal([-1.0, 127], Elements.ToDoubles([0xFF, 0x7F], ElementType.Int8));
        Assert.Equal([255.0, 1], Elements.ToDoubles([0xFF, 1], ElementType.UInt8));
        Assert.Equal([1.0, 0], Elements.ToDoubles([1, 0], ElementType.Bool));
        Assert.Equal([-2.0], Elements.ToDoubles([0xFE, 0xFF], ElementType.Int16));
        Assert.Equal([-3.0], Elements.ToDoubles(BitConverter.GetBytes(-3), ElementType.Int32));
        Assert.Equal([-4.0], Elements.ToDoubles(BitConverter.GetBytes(-4L), ElementType.Int64));
        Assert.Equal([1.8446744073709552e19], Elements.ToDoubles(BitConverter.GetBytes(ulong.MaxValue), ElementType.UInt64));
    }

    [Theory]
    [InlineData(ElementType.Float16)]
    [InlineData(ElementType.BFloat16)]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    public void Floats_of_every_width_come_back(ElementType type)
    {
        double[] values = [0, -0.0, 1, -1.5, 0.15625, 65024, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

        Assert.Equal(values, Elements.ToDoubles(Elements.FromDoubles(values, type), type));
    }

    [Fact]
    public void Bfloat16_rounds_to_nearest_even()
    {
        // 1 + 2^-8 is half way between 1 and 1 + 2^-7: the even one is 1; 1 + 3·2^-8 is half way to 1 + 2^-6.
        double[] rounded = Elements.ToDoubles(Elements.FromDoubles([1 + 0.00390625, 1 + 0.01171875], ElementType.BFloat16), ElementType.BFloat16);

        Assert.Equal([1, 1.015625], rounded);
    }

    [Fact]
    public void A_NaN_with_a_full_mantissa_stays_a_NaN_in_bfloat16()
    {
        double full = MemoryMarshal.Read<float>([0xFF, 0xFF, 0xFF, 0x7F]);

        Assert.True(double.IsNaN(Elements.ToDoubles(Elements.FromDoubles([full], ElementType.BFloat16), ElementType.BFloat16)[0]));
    }

    [Fact]
    public void Text_cannot_be_compared_and_integers_cannot_be_fed_from_floats()
    {
        Assert.Throws<NotSupportedException>(() => Elements.ToDoubles([], ElementType.String));
        Assert.Throws<NotSupportedException>(() => Elements.FromDoubles([1], ElementType.Int64));
    }
}
