using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Pad in all its modes.</summary>
public sealed class PaddingLoweringTests
{
    [Fact]
    public void Zeros_and_other_values_have_kernels_of_their_own()
    {
        Assert.Equal("Pad(x, [0, 0, 1, 2]:2x2)", new SingleNode("Pad", [2, 3]) { Constants = [Longs("p", [4], 0, 1, 0, 2)] }.Text());
        Assert.Equal("PadV2(x, [0, 0, 1, 2]:2x2, 5)", new SingleNode("Pad", [2, 3]) { Constants = [Longs("p", [4], 0, 1, 0, 2), Floats("v", [], 5)] }.Text());
        Assert.Equal("Pad(x, [1, 0, 0, 0]:2x2)", new SingleNode("Pad", [2, 3], 9) { Attributes = [Ints("pads", 1, 0, 0, 0)] }.Text());
    }

    [Fact]
    public void Negative_pads_cut_off()
    {
        Assert.Equal("Pad(Slice(x, [0, 1], [2, 2]), [0, 0, 0, 2]:2x2)", new SingleNode("Pad", [2, 3]) { Constants = [Longs("p", [4], 0, -1, 0, 2)] }.Text());
        Assert.Equal("Slice(x, [0, 0], [1, 3])", new SingleNode("Pad", [2, 3]) { Constants = [Longs("p", [4], 0, 0, -1, 0)] }.Text());
    }

    [Fact]
    public void Axes_are_those_of_the_layout()
    {
        var node = new SingleNode("Pad", [1, 2, 3, 4], 18) { Constants = [Longs("p", [4], 1, 2, 3, 4), Floats("v", [], 0), Longs("a", [2], 1, -1)] };
        Assert.Equal("Pad(x, [0, 0, 1, 3, 0, 0, 2, 4]:4x2)", node.Text());
        Assert.Equal("Pad(x, [0, 0, 0, 0, 2, 4, 1, 3]:4x2)", (node with { IsFromChannelsLast = true, ChannelsLastRank = 4 }).Text());
    }

    [Fact]
    public void Elements_are_repeated()
    {
        Assert.Equal("MirrorPad(x, [0, 0, 1, 2]:2x2; mode=REFLECT)", Repeated("reflect").Text());
        Assert.Equal("GatherV2(x, [0, 0, 1, 2, 2, 2], 1)", Repeated("edge").Text());
        Assert.Equal("GatherV2(x, [2, 0, 1, 2, 0, 1], 1)", Repeated("wrap").Text());
    }

    [Fact]
    public void What_engines_read_differently_is_refused()
    {
        Assert.EndsWith(
            "mode reflect over more than the 3 elements there are, which engines read differently",
            new SingleNode("Pad", [2, 3]) { Constants = [Longs("p", [4], 0, 3, 0, 0)], Attributes = [Text("mode", "reflect")] }.Refusal(), StringComparison.Ordinal);
        Assert.EndsWith("mode mirror", Repeated("mirror").Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_convolution_takes_the_pads_of_zeros_before_it()
    {
        SmallGraph graph = Before(Floats("v", [], 0));
        Assert.Equal(["Reshape", "Conv2D", "Reshape"], graph.Operators());
        Assert.Contains("padding=SAME; strides=[1, 2, 2, 1]", graph.Text(), StringComparison.Ordinal);
        Assert.Contains("PadV2", Before(Floats("v", [], 1)).Operators());
    }

    [Fact]
    public void Also_when_channels_are_moved_between()
    {
        var graph = new SmallGraph(
            [1, 6, 6, 2],
            Node("Pad", ["x", "p"], ["h"]),
            Node("Transpose", ["h"], ["t"], Ints("perm", 0, 3, 1, 2)),
            Node("Conv", ["t", "w"], ["y"], Ints("strides", 2, 2)))
        {
            Constants = [Longs("p", [8], 0, 0, 0, 0, 0, 1, 1, 0), Floats("w", [1, 2, 3, 3], new float[18])],
        };
        Assert.Equal(["Conv2D", "Reshape"], graph.Operators());
        Assert.StartsWith("Reshape(Conv2D(x, ", graph.Text(), StringComparison.Ordinal);
        Assert.Contains("padding=SAME", graph.Text(), StringComparison.Ordinal);
    }

    private static SmallGraph Before(InferenceBench.Models.Onnx.TensorProto value)
    {
        return new SmallGraph([1, 1, 6, 6], Node("Pad", ["x", "p", "v"], ["h"]), Node("Conv", ["h", "w"], ["y"], Ints("strides", 2, 2)))
        {
            Constants = [Longs("p", [8], 0, 0, 0, 0, 0, 0, 1, 1), value, Floats("w", [1, 1, 3, 3], new float[9])],
        };
    }

    private static SingleNode Repeated(string mode)
    {
        return new SingleNode("Pad", [2, 3], 19) { Constants = [Longs("p", [4], 0, 1, 0, 2)], Attributes = [Text("mode", mode)] };
    }
}
