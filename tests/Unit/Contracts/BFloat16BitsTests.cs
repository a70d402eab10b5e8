using InferenceBench.Contracts;
using Xunit;

namespace InferenceBench.Tests.Unit.Contracts;

public sealed class BFloat16BitsTests
{
    [Theory]
    [InlineData(0x3F800000u, 0x3F80)]
    [InlineData(0x3F808000u, 0x3F80)]
    [InlineData(0x3F818000u, 0x3F82)]
    [InlineData(0x3F808001u, 0x3F81)]
    [InlineData(0x7F7FFFFFu, 0x7F80)]
    [InlineData(0xFF800000u, 0xFF80)]
    [InlineData(0x7F800001u, 0x7FC0)]
    [InlineData(0xFFFFFFFFu, 0xFFFF)]
    public void Numbers_are_rounded_to_the_nearest_and_to_even_and_a_NaN_stays_one(uint single, int brain)
    {
        Assert.Equal(brain, BFloat16Bits.Of(BitConverter.UInt32BitsToSingle(single)));
    }
}
