using InferenceBench.Frameworks.TensorFlow.Lowering;
using InferenceBench.Frameworks.TensorFlow.Protos;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>The order of axes through a network.</summary>
public sealed class LayoutTests
{
    private static readonly SmallGraph s_network = new(
        [1, 2, 8, 8],
        Node("Conv", ["x", "w"], ["c1"], Ints("pads", 1, 1, 1, 1)),
        Node("BatchNormalization", ["c1", "s", "s", "s", "s"], ["n1"]),
        Node("Relu", ["n1"], ["r1"]),
        Node("MaxPool", ["r1"], ["p1"], Ints("kernel_shape", 3, 3), Ints("strides", 2, 2), Ints("pads", 1, 1, 1, 1)),
        Node("Conv", ["p1", "w"], ["c2"], Ints("pads", 1, 1, 1, 1)),
        Node("Add", ["c2", "p1"], ["a"]),
        Node("Concat", ["a", "c2"], ["k"], Int("axis", 1)),
        Node("Resize", ["k", "", "f"], ["u"]),
        Node("Pad", ["u", "q"], ["o"], Text("mode", "edge")),
        Node("GlobalAveragePool", ["o"], ["g"]),
        Node("Flatten", ["g"], ["y"]))
    {
        Constants =
        [
            Floats("w", [2, 2, 3, 3], new float[36]), Floats("s", [2], 1, 1), Floats("f", [4], 1, 1, 2, 2), Longs("q", [8], 0, 0, 1, 1, 0, 0, 1, 1),
        ],
    };

    [Fact]
    public void On_a_CPU_the_input_alone_is_transposed()
    {
        Assert.Equal(
            ["Transpose", "Conv2D", "BiasAdd", "Relu", "MaxPool", "Conv2D", "AddV2", "ConcatV2", "ResizeNearestNeighbor", "GatherV2", "GatherV2", "Mean", "Reshape"],
            s_network.Operators());
        Assert.All(s_network.Find("Conv2D"), static node => Assert.Equal("NHWC", node.Attr["data_format"].S.ToStringUtf8()));
    }

    [Fact]
    public void With_channels_first_nothing_is_but_what_must_be()
    {
        SmallGraph graph = s_network with { Options = new LoweringOptions(ChannelsLast: false) };
        Assert.Equal(["Transpose"], graph.Operators().Where(static op => op == "Transpose"));
        Assert.All(graph.Find("Conv2D"), static node => Assert.Equal("NCHW", node.Attr["data_format"].S.ToStringUtf8()));
        Assert.All(graph.Find("Conv2D"), static node => Assert.Equal([1, 1, 1, 1], node.Attr["strides"].List.I));
        NodeDef pool = Assert.Single(graph.Find("MaxPool"));
        Assert.Equal([1, 1, 2, 2], pool.Attr["strides"].List.I);
        Assert.Equal([0, 0, 0, 0, 1, 0, 1, 0], pool.Attr["explicit_paddings"].List.I);
    }

    [Fact]
    public void A_quantized_network_is_refused()
    {
        SmallGraph graph = new(
            [1, 1, 2, 2], Node("QuantizeLinear", ["x", "s", "z"], ["q"]), Node("DequantizeLinear", ["q", "s", "z"], ["d"]), Node("Conv", ["d", "w"], ["y"]))
        {
            Constants = [Floats("s", [], 1), new() { Name = "z", DataType = 2, RawData = Google.Protobuf.ByteString.CopyFrom(0) }, Floats("w", [1, 1, 1, 1], 1)],
        };
        Assert.Equal(
            "operator Conv (opset 17) at node 'node_y' is not lowered: TensorFlow computes a quantized (int8) model in floats, which is no int8 benchmark; run the fp32 file",
            graph.Refusal());
    }

    [Fact]
    public void Weights_that_exporters_share_are_constants()
    {
        SmallGraph graph = new([1, 2, 4, 4], Node("Identity", ["w"], ["v"]), Node("Conv", ["x", "v"], ["c"]), Node("Identity", ["s"], ["t"]), Node("BatchNormalization", ["c", "t", "t", "s", "s"], ["y"]))
        {
            Constants = [Floats("w", [600, 2, 1, 1], new float[1200]), Floats("s", [600], new float[600])],
        };
        Assert.Equal(["Transpose", "Conv2D", "BiasAdd", "Transpose"], graph.Operators());
    }
}
