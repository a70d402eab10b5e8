using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Models;
using InferenceBench.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Models.Catalogue;

public sealed class SeededInputsTests
{
    [Fact]
    public void Floats_are_uniform_in_minus_one_to_one()
    {
        float[] values = Create<float>(ElementType.Float32, 3, 100, 100);
        Assert.All(values, static value => Assert.InRange(value, -1f, 1f));
        Assert.InRange(values.Average(), -0.02, 0.02);
        Assert.InRange(values.Average(static value => value * value), 0.32, 0.35);
    }

    [Fact]
    public void The_first_floats_are_these_on_every_machine()
    {
        Assert.Equal([-0.078394726f, 0.61290795f, -0.9788838f, -0.27058035f], Create<float>(ElementType.Float32, 4));
    }

    [Fact]
    public void Every_float_type_holds_the_same_values_rounded()
    {
        double[] exact = Create<double>(ElementType.Float64, 1000);
        Assert.Equal(exact.Select(static value => (float)value), Create<float>(ElementType.Float32, 1000));
        Assert.Equal(exact.Select(static value => (Half)value), Create<Half>(ElementType.Float16, 1000));
        IEnumerable<double> coarse = Create<ushort>(ElementType.BFloat16, 1000).Select(static bits => (double)BitConverter.UInt32BitsToSingle((uint)bits << 16));
        Assert.All(coarse.Zip(exact), static pair => Assert.InRange(pair.First, pair.Second - (1.0 / 256), pair.Second + (1.0 / 256)));
    }

    [Fact]
    public void A_range_moves_the_floats()
    {
        byte[] bytes = SeededInputs.Create(new TensorSpec("x", ElementType.Float32, [10_000]), 0, 1, InputRange.Pixels);
        float[] values = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        Assert.All(values, static value => Assert.InRange(value, 0f, 255f));
        Assert.InRange(values.Average(), 125, 130);
    }

    [Fact]
    public void Wide_integers_are_indices_that_every_table_has_and_masks_that_hide_no_row()
    {
        long[] values = Create<long>(ElementType.Int64, 50, 8);
        Assert.All(values, static value => Assert.InRange(value, 0, 1));
        Assert.All(values.Chunk(8), static row => Assert.Equal(1, row[0]));
        Assert.InRange(values.Average(), 0.45, 0.7);
        Assert.Equal(values.Select(static value => (int)value), Create<int>(ElementType.Int32, 50, 8));
        Assert.Equal(values.Select(static value => (byte)value), Create<byte>(ElementType.Bool, 50, 8));
    }

    [Fact]
    public void Bytes_take_all_values()
    {
        Assert.Equal(256, Create<byte>(ElementType.UInt8, 10_000).Distinct().Count());
    }

    [Theory]
    [InlineData(ElementType.Int64, new long[0], 8)]
    [InlineData(ElementType.Float32, new long[0], 4)]
    [InlineData(ElementType.Int32, new long[] { 2, 0 }, 0)]
    public void Scalars_and_empty_tensors_have_their_size(ElementType type, long[] shape, int sizeBytes)
    {
        Assert.Equal(sizeBytes, SeededInputs.Create(new TensorSpec("x", type, shape), 0, 1).Length);
    }

    [Fact]
    public void Another_index_or_seed_gives_other_values()
    {
        var spec = new TensorSpec("x", ElementType.Float32, [16]);
        byte[] values = SeededInputs.Create(spec, 0, 1);
        Assert.Equal(values, SeededInputs.Create(spec, 0, 1));
        Assert.NotEqual(values, SeededInputs.Create(spec, 1, 1));
        Assert.NotEqual(values, SeededInputs.Create(spec, 0, 2));
    }

    [Theory]
    [InlineData(ElementType.String)]
    [InlineData(ElementType.Complex64)]
    [InlineData(ElementType.Undefined)]
    public void A_type_that_cannot_be_fed_is_refused_with_the_input(ElementType type)
    {
        NotSupportedException exception = Assert.Throws<NotSupportedException>(
            () => SeededInputs.Create(new TensorSpec("words", type, [1]), 0, 1));
        Assert.Contains("'words'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0,255", 0f, 255f)]
    [InlineData("-2.5,1e1", -2.5f, 10f)]
    public void The_range_of_a_file_is_read_from_its_metadata(string text, float low, float high)
    {
        Assert.Equal(new InputRange(low, high), SeededInputs.RangeOf(Declaring(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1,1")]
    [InlineData("2,1")]
    [InlineData("0,NaN")]
    [InlineData("0,1,2")]
    public void A_range_that_is_none_is_refused(string text)
    {
        OnnxModelException exception = Assert.Throws<OnnxModelException>(() => SeededInputs.RangeOf(Declaring(text)));
        Assert.Contains($"'{text}'", exception.Message, StringComparison.Ordinal);
    }

    private static OnnxModel Declaring(string range)
    {
        var model = new ModelProto();
        model.MetadataProps.Add(new StringStringEntryProto { Key = SeededInputs.RangeKey, Value = range });
        return new OnnxModel("net.onnx", model);
    }

    private static T[] Create<T>(ElementType type, params long[] shape)
        where T : unmanaged
    {
        return MemoryMarshal.Cast<byte, T>(SeededInputs.Create(new TensorSpec("x", type, shape), 0, 1)).ToArray();
    }
}
