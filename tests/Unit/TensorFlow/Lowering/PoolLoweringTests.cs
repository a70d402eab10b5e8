using InferenceBench.Frameworks.TensorFlow.Lowering;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Poolings over windows and over whole planes.</summary>
public sealed class PoolLoweringTests
{
    [Fact]
    public void Pads_of_a_maximum_are_given_to_the_kernel()
    {
        Assert.Equal(
            "MaxPool(x; data_format=NHWC; explicit_paddings=[0, 0, 1, 0, 1, 0, 0, 0]; ksize=[1, 3, 3, 1]; padding=EXPLICIT; strides=[1, 2, 2, 1])",
            Pool("MaxPool", [1, 1, 6, 6], Ints("kernel_shape", 3, 3), Ints("strides", 2, 2), Ints("pads", 1, 1, 1, 1)).Text());
    }

    [Fact]
    public void For_Xla_they_come_before()
    {
        var graph = new SmallGraph([1, 1, 6, 6], Node("MaxPool", ["x"], ["y"], Ints("kernel_shape", 3, 3), Ints("strides", 2, 2), Ints("pads", 1, 1, 1, 1)));
        Assert.Equal(["Reshape", "MaxPool", "Reshape"], graph.Operators());
        Assert.Equal(["Reshape", "PadV2", "MaxPool", "Reshape"], (graph with { Options = new LoweringOptions(IsCompiled: true) }).Operators());
        Assert.Contains(", -Infinity); data_format=NHWC; ksize=[1, 3, 3, 1]; padding=VALID;", (graph with { Options = new LoweringOptions(IsCompiled: true) }).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_last_window_that_sticks_out_counts_with_ceil_mode()
    {
        Assert.Contains("padding=SAME", Pool("MaxPool", [1, 1, 5, 5], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2), Int("ceil_mode", 1)).Text(), StringComparison.Ordinal);
        Assert.Contains("padding=VALID", Pool("MaxPool", [1, 1, 5, 5], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dilated_maximum_is_that_of_sections()
    {
        Assert.Equal(
            "Maximum(Slice(x, [0, 0, 0, 0], [1, 1, 2, 1]), Slice(x, [0, 0, 2, 0], [1, 1, 2, 1]))",
            Pool("MaxPool", [1, 1, 1, 4], Ints("kernel_shape", 1, 2), Ints("dilations", 1, 2)).Text());
    }

    [Fact]
    public void Positions_of_maxima_are_chosen_beside_them()
    {
        string[] texts = (Pool("MaxPool", [1, 2, 1, 2], Ints("kernel_shape", 1, 2)) with { Outputs = ["y", "i"], ChannelsLastRank = 0, IsFromChannelsLast = false }).Texts();
        Assert.Contains("SelectV2(Greater(", texts[1], StringComparison.Ordinal);
        Assert.Contains("[0, 2]:1x1x1x2", texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Positions_once_chosen_are_those_of_each_plane()
    {
        // Nothing is chosen on the axis in the middle, whose window has one element.
        string text = new SingleNode("MaxPool", [1, 2, 2, 1, 2]) { Attributes = [Ints("kernel_shape", 2, 1, 2)], Outputs = ["y", "i"] }.Texts()[1];

        Assert.Contains(", [0, 1, 0, 0, 0], [1, 1, 1, 1, 2])", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[1, 1, 1, 1, 1])", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mean_that_leaves_pads_out_is_same_where_it_can_be()
    {
        Assert.Equal(
            "AvgPool(x; data_format=NHWC; ksize=[1, 3, 3, 1]; padding=SAME; strides=[1, 1, 1, 1])",
            Pool("AveragePool", [1, 1, 4, 4], Ints("kernel_shape", 3, 3), Ints("pads", 1, 1, 1, 1)).Text());
    }

    [Fact]
    public void A_mean_over_pads_takes_them_before()
    {
        Assert.Equal(
            "AvgPool(Pad(x, [0, 0, 1, 1, 1, 1, 0, 0]:4x2); data_format=NHWC; ksize=[1, 3, 3, 1]; padding=VALID; strides=[1, 1, 1, 1])",
            Pool("AveragePool", [1, 1, 4, 4], Ints("kernel_shape", 3, 3), Ints("pads", 1, 1, 1, 1), Int("count_include_pad", 1)).Text());
    }

    [Fact]
    public void Where_fewer_elements_count_the_mean_is_larger()
    {
        Assert.Equal(
            "Mul(AvgPool(Pad(x, [0, 0, 0, 0, 1, 0, 0, 0]:4x2); data_format=NHWC; ksize=[1, 1, 2, 1]; padding=VALID; strides=[1, 1, 1, 1]), [2, 1, 1]:1x1x3x1)",
            Pool("AveragePool", [1, 1, 1, 3], Ints("kernel_shape", 1, 2), Ints("pads", 0, 1, 0, 0)).Text());
    }

    [Fact]
    public void A_norm_is_the_root_of_a_sum()
    {
        Assert.Equal(
            "Sqrt(Mul(AvgPool(Square(x); data_format=NHWC; ksize=[1, 2, 2, 1]; padding=VALID; strides=[1, 1, 1, 1]), 4))",
            Pool("LpPool", [1, 1, 4, 4], Ints("kernel_shape", 2, 2)).Text());
    }

    [Fact]
    public void Whole_planes_are_reduced_in_the_layout_of_the_input()
    {
        Assert.Equal("Mean(x, [1, 2]; keep_dims)", Pool("GlobalAveragePool", [1, 2, 4, 4]).Text());
        Assert.Equal("Max(x, [2, 3, 4]; keep_dims)", new SingleNode("GlobalMaxPool", [1, 2, 4, 4, 4]).Text());
        Assert.Equal("Sum(Abs(x), [2]; keep_dims)", new SingleNode("GlobalLpPool", [1, 2, 4]) { Attributes = [Int("p", 1)] }.Text());
    }

    [Fact]
    public void Pads_that_engines_read_differently_are_refused()
    {
        Assert.EndsWith(
            "is not lowered: auto_pad with dilations, which engines read differently",
            Pool("MaxPool", [1, 1, 4, 4], Ints("kernel_shape", 2, 2), Ints("dilations", 2, 2), Text("auto_pad", "SAME_UPPER")).Refusal(), StringComparison.Ordinal);
    }

    private static SingleNode Pool(string op, long[] shape, params AttributeProto[] attributes)
    {
        return new SingleNode(op, shape) { Attributes = attributes, IsFromChannelsLast = true, ChannelsLastRank = shape.Length };
    }
}
