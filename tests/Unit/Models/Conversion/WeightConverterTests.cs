using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Models.Conversion;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Conversion;

public sealed class WeightConverterTests
{
    [Fact]
    public void Numbers_are_rounded_to_the_nearest()
    {
        Assert.Equal([1f, -2.5f, 0.33325195f, 2048f, 0f], Floats16(Precision.Fp16, 1f, -2.5f, 1 / 3f, 2049f, 0f));
        Assert.Equal([1f, -2.5f, 0.33398438f, 256f, 258f, 0f], Floats16(Precision.Bf16, 1f, -2.5f, 1 / 3f, 257f, 257.5f, 0f));
    }

    [Fact]
    public void Numbers_beyond_the_range_are_clamped_and_counted()
    {
        (float[] half, WeightCounts counts) = Convert(Precision.Fp16, 65504f, 65505f, -1e9f, float.MinValue);
        Assert.Equal([65504f, 65504f, -65504f, -65504f], half);
        Assert.Equal(new WeightCounts(4, 3, 0, 0), counts);

        (float[] brain, counts) = Convert(Precision.Bf16, 1e9f, float.MaxValue, float.MinValue);
        Assert.Equal([998244352f, 3.3895314e38f, -3.3895314e38f], brain);
        Assert.Equal(new WeightCounts(3, 2, 0, 0), counts);
    }

    [Theory]
    [InlineData(Precision.Fp16)]
    [InlineData(Precision.Bf16)]
    public void Infinities_and_NaN_stay(Precision precision)
    {
        // A NaN whose bits are all in the half that is cut off.
        float hidden = BitConverter.UInt32BitsToSingle(0x7F800001);
        (float[] values, WeightCounts counts) = Convert(precision, float.PositiveInfinity, float.NegativeInfinity, float.NaN, hidden);

        Assert.Equal([float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.NaN], values);
        Assert.Equal(new WeightCounts(4, 0, 0, 0), counts);
    }

    [Fact]
    public void Numbers_that_are_too_small_become_0_and_are_counted()
    {
        (float[] half, WeightCounts counts) = Convert(Precision.Fp16, 6e-8f, 1e-5f, 1e-9f, -1e-30f);
        Assert.Equal([5.9604645e-8f, 1.001358e-5f, 0f, 0f], half);
        Assert.Equal(new WeightCounts(4, 0, 2, 0), counts);

        (float[] brain, counts) = Convert(Precision.Bf16, 1e-30f, 1e-40f, -1e-45f);
        Assert.Equal([0f, 0f], brain[1..]);
        Assert.Equal(new WeightCounts(3, 0, 2, 0), counts);
    }

    [Theory]
    [InlineData(Precision.Fp16, 1e-12f, 5.9604645e-8f)]
    [InlineData(Precision.Fp16, -1e-12f, -5.9604645e-8f)]
    [InlineData(Precision.Bf16, 1e-40f, 1.17549435e-38f)]
    public void A_single_small_number_never_becomes_0(Precision precision, float number, float expected)
    {
        (float[] values, WeightCounts counts) = Convert(precision, number);

        Assert.Equal([expected], values);
        Assert.Equal(new WeightCounts(1, 0, 0, 1), counts);
    }

    [Fact]
    public void Every_half_comes_back_as_itself()
    {
        float[] all = [.. Enumerable.Range(0, 65536).Select(static bits => (float)BitConverter.UInt16BitsToHalf((ushort)bits)).Where(float.IsFinite)];

        Assert.Equal(all, Floats16(Precision.Fp16, all));
    }

    private static float[] Floats16(Precision precision, params float[] values)
    {
        return Convert(precision, values).Values;
    }

    private static (float[] Values, WeightCounts Counts) Convert(Precision precision, params float[] values)
    {
        var model = new OnnxModel("", Convolution());
        var converter = new WeightConverter(model, precision);
        var source = new TensorProto { Name = "w", DataType = 1, Dims = { values.Length }, RawData = Google.Protobuf.ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values)) };
        TensorProto result = converter.Convert(source, "v");
        Assert.Equal(("v", precision == Precision.Fp16 ? 10 : 16, values.Length), (result.Name, result.DataType, (int)result.Dims[0]));
        return (TensorReader.ReadFloats(model, result), converter.Counts);
    }
}
