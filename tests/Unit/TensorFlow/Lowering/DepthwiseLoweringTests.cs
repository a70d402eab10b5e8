using InferenceBench.Frameworks.TensorFlow.Protos;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;
using static InferenceBench.Tests.Unit.TensorFlow.Lowering.ConvolutionLoweringTests;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Convolutions of each channel by itself, which must never have <c>EXPLICIT</c> pads: TensorFlow's process ends.</summary>
public sealed class DepthwiseLoweringTests
{
    [Fact]
    public void Channels_come_before_what_each_is_multiplied_to()
    {
        SingleNode node = Conv([1, 2, 4, 4], Kernel(4, 1, 1, 2)) with { Attributes = [Int("group", 2)] };
        Assert.Equal(
            "DepthwiseConv2dNative(x, [0, 2, 4, 6, 1, 3, 5, 7]:1x2x2x2; data_format=NHWC; dilations=[1, 1, 1, 1]; padding=VALID; strides=[1, 1, 1, 1])", node.Text());
    }

    [Fact]
    public void The_bias_is_one_that_the_optimiser_joins()
    {
        SingleNode node = Conv([1, 2, 4, 4], Kernel(2, 1, 1, 1), Floats("b", [2], 1, 2)) with { Attributes = [Int("group", 2)] };
        Assert.StartsWith("BiasAdd(DepthwiseConv2dNative(x, [0, 1]:1x1x2x1;", node.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Even_pads_of_step_one_are_same()
    {
        SingleNode node = Conv([1, 2, 4, 4], Kernel(2, 1, 1, 3)) with { Attributes = [Int("group", 2), Ints("pads", 0, 1, 0, 1)] };
        Assert.Contains("[0, 3, 1, 4, 2, 5]:1x3x2x1; data_format=NHWC; dilations=[1, 1, 1, 1]; padding=SAME;", node.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zero_behind_the_kernel_moves_same_to_where_the_window_belongs()
    {
        // Of 4 elements in steps of 2 a window of 3 starts at −1 and 1; SAME starts a window of 3 at 0, one of 4 at −1.
        SingleNode node = Conv([1, 2, 1, 4], Kernel(2, 1, 1, 3)) with { Attributes = [Int("group", 2), Ints("pads", 0, 1, 0, 1), Ints("strides", 2, 2)] };
        Assert.Contains("[0, 3, 1, 4, 2, 5, 0, 0]:1x4x2x1; data_format=NHWC; dilations=[1, 1, 1, 1]; padding=SAME; strides=[1, 2, 2, 1]", node.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pads_that_no_window_of_same_has_come_before()
    {
        SingleNode node = Conv([1, 2, 4, 4], Kernel(2, 1, 1, 3)) with { Attributes = [Int("group", 2), Ints("pads", 0, 5, 0, 0)] };
        Assert.StartsWith("DepthwiseConv2dNative(Pad(x, [0, 0, 0, 0, 5, 0, 0, 0]:4x2), ", node.Text(), StringComparison.Ordinal);
        Assert.Contains("padding=VALID", node.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Dilation_is_written_as_zeros()
    {
        SingleNode node = Conv([1, 2, 1, 8], Kernel(2, 1, 1, 2)) with { Attributes = [Int("group", 2), Ints("dilations", 1, 2)] };
        Assert.Contains("[0, 2, 0, 0, 1, 3]:1x3x2x1; data_format=NHWC; dilations=[1, 1, 1, 1]; padding=VALID;", node.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Unequal_steps_are_a_grouped_convolution()
    {
        SingleNode node = Conv([1, 2, 4, 4], Kernel(2, 1, 1, 1)) with { Attributes = [Int("group", 2), Ints("strides", 1, 2)] };
        Assert.StartsWith("Conv2D(x, [0, 1]:1x1x1x2;", node.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_pads_are_ever_explicit()
    {
        foreach (long[] pads in (long[][])[[0, 0, 0, 0], [1, 1, 1, 1], [2, 0, 0, 2], [0, 1, 1, 0], [3, 3, 3, 3]])
        {
            foreach (long step in (long[])[1, 2, 3])
            {
                var graph = new SmallGraph([1, 2, 7, 8], Node("Conv", ["x", "w"], ["y"], Int("group", 2), Ints("pads", pads), Ints("strides", step, step))) { Constants = [Kernel(2, 1, 3, 3)] };
                NodeDef node = Assert.Single(graph.Find("DepthwiseConv2dNative"));
                Assert.Contains(node.Attr["padding"].S.ToStringUtf8(), (string[])["VALID", "SAME"]);
            }
        }
    }
}
