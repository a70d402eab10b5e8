using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Quantization as arithmetic.</summary>
public sealed class QuantizationLoweringTests
{
    [Fact]
    public void It_is_rounded_shifted_and_clipped()
    {
        Assert.Equal(
            "Cast(ClipByValue(AddV2(Round(RealDiv(x, 0.5)), Cast(3; DtFloat)), 0, 255); DtUint8)",
            new SingleNode("QuantizeLinear", [2, 2], 13) { Constants = [Floats("s", [], 0.5f), Zero(3)] }.Text());
        Assert.Equal(
            "Cast(ClipByValue(Round(RealDiv(x, 0.5)), -128, 127); DtInt8)",
            new SingleNode("QuantizeLinear", [2, 2], 21) { Constants = [Floats("s", [], 0.5f)], Attributes = [Int("output_dtype", 3)] }.Text());
    }

    [Fact]
    public void Scales_of_an_axis_repeat_over_those_behind_it()
    {
        Assert.Contains(
            "RealDiv(x, Reshape([1, 2], [2, 1, 1]))",
            new SingleNode("QuantizeLinear", [1, 2, 3, 3], 13) { Constants = [Floats("s", [2], 1, 2)] }.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_are_refused()
    {
        Assert.EndsWith(
            "is not lowered: it quantizes in blocks",
            new SingleNode("QuantizeLinear", [2, 2], 21) { Constants = [Floats("s", [2, 1], 1, 2)], Attributes = [Int("block_size", 2)] }.Refusal(), StringComparison.Ordinal);
    }

    private static TensorProto Zero(byte value)
    {
        return new TensorProto { Name = "z", DataType = 2, RawData = Google.Protobuf.ByteString.CopyFrom(value) };
    }
}
