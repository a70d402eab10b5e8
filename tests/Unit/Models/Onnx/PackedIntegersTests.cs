using Google.Protobuf;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Onnx;

public sealed class PackedIntegersTests : IDisposable
{
    // Beyond what a list of integers may take in memory: 24 bytes for each of them.
    private const int Count = 4_000_000;

    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Theory]
    [InlineData(2, 0, 255)]
    [InlineData(3, -128, 127)]
    [InlineData(5, -32768, 32767)]
    [InlineData(6, int.MinValue, int.MaxValue)]
    public void Large_weights_in_an_integer_list_are_read_as_what_they_stand_for(int dataType, int lowest, int highest)
    {
        int[] values = [.. Enumerable.Range(0, Count).Select(i => (i % 3) switch { 0 => lowest, 1 => highest, _ => 1 })];
        OnnxModel model = Load(new TensorProto { Name = "packed", DataType = dataType, Dims = { Count }, Int32Data = { values } });
        long[] read = TensorReader.ReadInt64s(model, model.Proto.Graph.Initializer[^1]);
        Assert.Equal(Count, read.Length);
        Assert.Equal([lowest, highest, 1, lowest], read[..4]);
        Assert.Equal(values.Sum(static value => (long)value), read.Sum());
    }

    [Fact]
    public void Half_floats_are_bit_patterns()
    {
        int bits = BitConverter.HalfToUInt16Bits((Half)(-1.5f));
        OnnxModel model = Load(new TensorProto { Name = "packed", DataType = 10, Dims = { Count }, Int32Data = { Enumerable.Repeat(bits, Count) } });
        Assert.All(TensorReader.ReadFloats(model, model.Proto.Graph.Initializer[^1])[^10..], static value => Assert.Equal(-1.5f, value));
    }

    [Fact]
    public void Integers_in_a_tensor_of_floats_are_refused()
    {
        var tensor = new TensorProto { Name = "packed", DataType = 1, Dims = { 100_000 }, Int32Data = { Enumerable.Repeat(1, 100_000) } };
        Assert.Contains("has integers where its type has none", Refused(tensor), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_number_of_integers_is_refused()
    {
        var tensor = new TensorProto { Name = "packed", DataType = 3, Dims = { 100_001 }, Int32Data = { Enumerable.Repeat(1, 100_000) } };
        Assert.Contains("needs 100001 bytes and holds 100000", Refused(tensor), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_integer_is_refused()
    {
        var tensor = new TensorProto { Name = "packed", DataType = 3, Dims = { 100_000 }, Int32Data = { Enumerable.Repeat(-1, 100_000) } };
        byte[] file = ModelOf(tensor).ToByteArray();
        // The last of the ten bytes of the last integer now says that another follows.
        int last = file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0x01]) + 1;
        file[last] = 0x81;
        string path = _folder.File("cut.onnx");
        File.WriteAllBytes(path, file);
        Assert.Contains("an integer is cut", Assert.Throws<OnnxModelException>(() => OnnxModel.Load(path)).Message, StringComparison.Ordinal);
    }

    private string Refused(TensorProto tensor)
    {
        return Assert.Throws<OnnxModelException>(() => Load(tensor)).Message;
    }

    private OnnxModel Load(TensorProto tensor)
    {
        string path = _folder.File("packed.onnx");
        File.WriteAllBytes(path, ModelOf(tensor).ToByteArray());
        return OnnxModel.Load(path);
    }

    private static ModelProto ModelOf(TensorProto tensor)
    {
        ModelProto model = Convolution();
        model.Graph.Initializer.Add(tensor);
        return model;
    }
}
