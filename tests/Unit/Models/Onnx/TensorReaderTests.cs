using InferenceBench.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Models.Onnx;

public sealed class TensorReaderTests
{
    private static readonly OnnxModel s_model = new("", SmallModels.Convolution());

    [Fact]
    public void Typed_fields_give_the_bytes_that_raw_data_would_hold()
    {
        var half = new TensorProto { DataType = 10, Dims = { 2 }, Int32Data = { 0x3C00, 0xC000 } };
        Assert.Equal([0x00, 0x3C, 0x00, 0xC0], TensorReader.ReadBytes(s_model, half).ToArray());
        Assert.Equal([1f, -2f], TensorReader.ReadFloats(s_model, half));
    }

    [Fact]
    public void Every_float_type_converts()
    {
        Assert.Equal([1f, -2f], TensorReader.ReadFloats(s_model, new TensorProto { DataType = 16, Dims = { 2 }, Int32Data = { 0x3F80, 0xC000 } }));
        Assert.Equal([0.5f], TensorReader.ReadFloats(s_model, new TensorProto { DataType = 11, Dims = { 1 }, DoubleData = { 0.5 } }));
        Assert.Equal([3f], TensorReader.ReadFloats(s_model, new TensorProto { DataType = 1, FloatData = { 3 } }));
    }

    [Fact]
    public void Every_integer_type_converts()
    {
        Assert.Equal([-1L, 7], TensorReader.ReadInt64s(s_model, new TensorProto { DataType = 3, Dims = { 2 }, Int32Data = { -1, 7 } }));
        Assert.Equal([255L], TensorReader.ReadInt64s(s_model, new TensorProto { DataType = 2, Dims = { 1 }, Int32Data = { 255 } }));
        Assert.Equal([-5L], TensorReader.ReadInt64s(s_model, new TensorProto { DataType = 5, Dims = { 1 }, Int32Data = { -5 } }));
        Assert.Equal([4_000_000_000L], TensorReader.ReadInt64s(s_model, new TensorProto { DataType = 12, Dims = { 1 }, Uint64Data = { 4_000_000_000 } }));
        Assert.Equal([1L << 40], TensorReader.ReadInt64s(s_model, new TensorProto { DataType = 7, Dims = { 1 }, Int64Data = { 1L << 40 } }));
        Assert.Equal([1L, 0], TensorReader.ReadInt64s(s_model, new TensorProto { DataType = 9, Dims = { 2 }, Int32Data = { 1, 0 } }));
        Assert.Equal([9f], TensorReader.ReadFloats(s_model, new TensorProto { DataType = 6, Dims = { 1 }, Int32Data = { 9 } }));
    }

    [Fact]
    public void Text_is_no_number()
    {
        Assert.Throws<OnnxModelException>(() => TensorReader.ReadFloats(s_model, new TensorProto { DataType = 8 }));
    }

    [Theory]
    [InlineData(21, 3, 2)]
    [InlineData(25, 5, 2)]
    [InlineData(17, 3, 3)]
    [InlineData(15, 3, 48)]
    public void Small_types_are_packed(int dataType, long elements, long bytes)
    {
        Assert.Equal(bytes, TensorReader.SizeBytes(new TensorProto { DataType = dataType, Dims = { elements } }));
    }
}
