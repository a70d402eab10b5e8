using InferenceBench.Contracts;
using InferenceBench.Parity;
using Xunit;

namespace InferenceBench.Tests.Unit.Parity;

public sealed class RawValuesTests
{
    [Theory]
    [InlineData(new long[] { -1, 3, 2, 2 }, 36, new long[] { 3, 3, 2, 2 })]
    [InlineData(new long[] { 2, 3 }, 6, new long[] { 2, 3 })]
    [InlineData(new long[] { 2, -1 }, 6, new long[] { 2, 3 })]
    [InlineData(new long[0], 1, new long[0])]
    public void One_dynamic_dimension_follows_from_the_length(long[] declared, long count, long[] shape)
    {
        Assert.Equal(shape, RawValues.Fit(new TensorSpec("x", ElementType.Float32, declared), count, "x.f32"));
    }

    [Theory]
    [InlineData(new long[] { -1, 3, 2, 2 }, 37, "x.f32 holds 37 values, but input x float32[?,3,2,2] takes a multiple of 12")]
    [InlineData(new long[] { -1, 3, 2, 2 }, 0, "x.f32 holds 0 values, but input x float32[?,3,2,2] takes a multiple of 12")]
    [InlineData(new long[] { 2, 3 }, 7, "x.f32 holds 7 values, but input x float32[2,3] takes 6")]
    [InlineData(new long[] { -1, 3, -1 }, 6, "input x float32[?,3,?] has 2 dynamic dimensions, which the length of x.f32 cannot tell: give its shape with --input-shape")]
    public void A_wrong_length_is_refused_with_both_numbers(long[] declared, long count, string message)
    {
        var e = Assert.Throws<ParityException>(() => RawValues.Fit(new TensorSpec("x", ElementType.Float32, declared), count, "x.f32"));
        Assert.Equal(message, e.Message);
    }

    [Fact]
    public void A_file_that_ends_within_a_value_is_refused()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Text("x.f32", "abcde");

        Assert.Equal($"{file} has 5 bytes, which is no multiple of the 4 of a float32", Assert.Throws<ParityException>(() => RawValues.Read(file)).Message);
    }

    [Fact]
    public void Values_are_little_endian_float32()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal([0, 1, 2], RawValues.Read(folder.Raw("x.f32", 3)));
    }
}
