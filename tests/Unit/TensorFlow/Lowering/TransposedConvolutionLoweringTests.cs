using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;
using static InferenceBench.Tests.Unit.TensorFlow.Lowering.ConvolutionLoweringTests;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Transposed convolutions as gradients of convolutions.</summary>
public sealed class TransposedConvolutionLoweringTests
{
    [Fact]
    public void It_is_the_gradient_of_a_convolution_of_the_output()
    {
        Assert.Equal(
            "Conv2DBackpropInput([1, 5, 5, 1], [0, 1, 2, 3, 4, 5, 6, 7, 8]:3x3x1x1, x; data_format=NHWC; dilations=[1, 1, 1, 1]; padding=VALID; strides=[1, 2, 2, 1])",
            (Node([1, 1, 2, 2], Kernel(1, 1, 3, 3)) with { Attributes = [Ints("strides", 2, 2)] }).Text());
    }

    [Fact]
    public void Its_kernel_keeps_output_channels_before_input_channels()
    {
        Assert.StartsWith("Conv2DBackpropInput([1, 2, 2, 3], [0, 3, 1, 4, 2, 5]:1x1x3x2, x;", Node([1, 2, 2, 2], Kernel(2, 3, 1, 1)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_cut_off_becomes_pads()
    {
        SingleNode node = Node([1, 1, 3, 3], Kernel(1, 1, 3, 3)) with { Attributes = [Ints("strides", 2, 2), Ints("pads", 1, 1, 1, 1), Ints("output_padding", 1, 1)] };
        Assert.StartsWith("Conv2DBackpropInput([1, 6, 6, 1], ", node.Text(), StringComparison.Ordinal);
        Assert.Contains("explicit_paddings=[0, 0, 1, 0, 1, 0, 0, 0]; padding=EXPLICIT", node.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_sticks_out_is_added_to_the_whole()
    {
        SingleNode node = Node([1, 1, 2, 2], Kernel(1, 1, 2, 2)) with { Attributes = [Ints("output_shape", 5, 5)] };
        Assert.StartsWith("Pad(Conv2DBackpropInput([1, 3, 3, 1], ", node.Text(), StringComparison.Ordinal);
        Assert.EndsWith(", [0, 0, 0, 2, 0, 2, 0, 0]:4x2)", node.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Dilation_is_written_as_zeros()
    {
        SingleNode node = Node([1, 1, 1, 2], Kernel(1, 1, 1, 2)) with { Attributes = [Ints("dilations", 1, 2)] };
        Assert.StartsWith("Conv2DBackpropInput([1, 1, 4, 1], [0, 0, 1]:1x3x1x1, x; data_format=NHWC; dilations=[1, 1, 1, 1];", node.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_are_computed_one_by_one()
    {
        SingleNode node = Node([1, 2, 2, 2], Kernel(2, 1, 1, 1)) with { Attributes = [Int("group", 2)] };
        Assert.StartsWith(
            "ConcatV2(Conv2DBackpropInput([1, 2, 2, 1], Split(3, [0, 1]:1x1x1x2; num_split=2), Split(3, x; num_split=2);", node.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Volumes_are_cut_out_of_the_whole()
    {
        SingleNode node = Node([1, 1, 2, 2, 2], Kernel(1, 1, 1, 1, 2)) with { Attributes = [Ints("pads", 0, 0, 1, 0, 0, 0)] };
        Assert.StartsWith("Slice(Conv3DBackpropInputV2([1, 2, 2, 3, 1], [0, 1]:1x1x2x1x1, x;", node.Text(), StringComparison.Ordinal);
        Assert.EndsWith("), [0, 0, 0, 1, 0], [1, 2, 2, 2, 1])", node.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_engines_read_differently_is_refused()
    {
        Assert.Equal(
            "operator ConvTranspose (opset 17) at node 'node_y' is not lowered: auto_pad of a kernel smaller than its stride, which engines read differently",
            (Node([1, 1, 3, 3], Kernel(1, 1, 1, 1)) with { Attributes = [Text("auto_pad", "SAME_UPPER"), Ints("strides", 2, 2)] }).Refusal());
    }

    private static SingleNode Node(long[] shape, params InferenceBench.Models.Onnx.TensorProto[] constants)
    {
        return new SingleNode("ConvTranspose", shape) { Constants = constants, IsFromChannelsLast = true, ChannelsLastRank = shape.Length };
    }
}
