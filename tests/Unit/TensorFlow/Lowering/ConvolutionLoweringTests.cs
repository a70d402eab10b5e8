using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Convolutions: where the window slides, and how weights are laid out.</summary>
public sealed class ConvolutionLoweringTests
{
    [Fact]
    public void Weights_are_laid_out_once_and_the_bias_comes_last()
    {
        Assert.Equal(
            "BiasAdd(Conv2D(x, [0, 4, 1, 5, 2, 6, 3, 7]:2x2x2x1; data_format=NHWC; dilations=[1, 1, 1, 1]; padding=VALID; strides=[1, 1, 1, 1]), [9]; data_format=NHWC)",
            Conv([1, 2, 4, 4], Floats("w", [1, 2, 2, 2], 0, 1, 2, 3, 4, 5, 6, 7), Floats("b", [1], 9)).Text());
    }

    [Fact]
    public void Uneven_pads_are_given_to_the_kernel()
    {
        SingleNode node = Conv([1, 1, 6, 6], Kernel(1, 1, 3, 3)) with { Attributes = [Ints("pads", 2, 1, 0, 1)] };
        Assert.Contains("explicit_paddings=[0, 0, 2, 0, 1, 1, 0, 0]; padding=EXPLICIT", node.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pads_that_same_comes_to_are_called_so()
    {
        Assert.Contains("padding=SAME; strides=[1, 1, 1, 1]", (Conv([1, 1, 6, 6], Kernel(1, 1, 3, 3)) with { Attributes = [Ints("pads", 1, 1, 1, 1)] }).Text(), StringComparison.Ordinal);
        Assert.Contains("padding=SAME; strides=[1, 2, 2, 1]", (Conv([1, 1, 6, 6], Kernel(1, 1, 3, 3)) with { Attributes = [Ints("strides", 2, 2), Text("auto_pad", "SAME_UPPER")] }).Text(), StringComparison.Ordinal);

        // On an even size SAME pads the other side.
        Assert.Contains(
            "explicit_paddings=[0, 0, 1, 1, 1, 1, 0, 0]; padding=EXPLICIT",
            (Conv([1, 1, 6, 6], Kernel(1, 1, 3, 3)) with { Attributes = [Ints("strides", 2, 2), Ints("pads", 1, 1, 1, 1)] }).Text(), StringComparison.Ordinal);
        Assert.Contains(
            "explicit_paddings=[0, 0, 1, 0, 1, 0, 0, 0]; padding=EXPLICIT",
            (Conv([1, 1, 6, 6], Kernel(1, 1, 3, 3)) with { Attributes = [Ints("strides", 2, 2), Text("auto_pad", "SAME_LOWER")] }).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Negative_pads_cut_off_before()
    {
        SingleNode node = Conv([1, 1, 6, 6], Kernel(1, 1, 3, 3)) with { Attributes = [Ints("pads", -1, 0, 1, 0)] };
        Assert.StartsWith("Conv2D(Pad(Slice(x, [0, 1, 0, 0], [1, 5, 6, 1]), [0, 0, 0, 1, 0, 0, 0, 0]:4x2), ", node.Text(), StringComparison.Ordinal);
        Assert.Contains("padding=VALID", node.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_follow_from_the_kernel_and_their_bias_stays_apart()
    {
        SingleNode node = Conv([1, 4, 4, 4], Kernel(2, 2, 1, 1), Floats("b", [2], 1, 2)) with { Attributes = [Int("group", 2)] };
        Assert.Equal(
            "AddV2(Conv2D(x, [0, 2, 1, 3]:1x1x2x2; data_format=NHWC; dilations=[1, 1, 1, 1]; padding=VALID; strides=[1, 1, 1, 1]), [1, 2]:1x1x1x2)", node.Text());
    }

    [Fact]
    public void Volumes_are_padded_before_and_grouped_one_by_one()
    {
        SingleNode node = Conv([1, 2, 4, 4, 4], Kernel(2, 1, 2, 2, 2)) with { Attributes = [Int("group", 2), Ints("pads", 1, 0, 0, 0, 0, 0)], ChannelsLastRank = 5 };
        string padded = "Pad(x, [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]:5x2)";
        string attributes = "data_format=NDHWC; dilations=[1, 1, 1, 1, 1]; padding=VALID; strides=[1, 1, 1, 1, 1]";
        string weights = "Split(4, [0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15]:2x2x2x1x2; num_split=2)";
        Assert.Equal(
            $"ConcatV2(Conv3D(Split(4, {padded}; num_split=2), {weights}; {attributes}), Conv3D(Split(4, {padded}; num_split=2):1, {weights}:1; {attributes}), 4)",
            node.Text());
    }

    [Fact]
    public void A_dilated_volume_gets_a_kernel_with_zeros()
    {
        SingleNode node = Conv([1, 1, 4, 4, 4], Kernel(1, 1, 1, 1, 2)) with { Attributes = [Ints("dilations", 1, 1, 2)], ChannelsLastRank = 5 };
        Assert.StartsWith("Conv3D(x, [0, 0, 1]:1x1x3x1x1; data_format=NDHWC; dilations=[1, 1, 1, 1, 1];", node.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_spatial_axis_gets_another_one()
    {
        SingleNode node = Conv([1, 1, 6], Kernel(1, 1, 3), Floats("b", [1], 2)) with { Attributes = [Ints("pads", 2, 0), Ints("strides", 2), Ints("dilations", 1)], ChannelsLastRank = 3 };
        Assert.Equal(
            "Reshape(BiasAdd(Conv2D(Reshape(x, [1, 1, 6, 1]), [0, 1, 2]:1x3x1x1; data_format=NHWC; dilations=[1, 1, 1, 1]; "
            + "explicit_paddings=[0, 0, 0, 0, 2, 0, 0, 0]; padding=EXPLICIT; strides=[1, 1, 2, 1]), [2]; data_format=NHWC), [1, 3, 1])",
            node.Text());
    }

    [Fact]
    public void Weights_that_are_computed_are_laid_out_by_nodes()
    {
        string text = new SmallGraph(
            [1, 1, 2, 2],
            Node("Neg", ["w"], ["v"]),
            Node("Add", ["v", "x"], ["u"]),
            Node("Conv", ["x", "u"], ["y"])) { Constants = [Floats("w", [1], 1)] }.Text();
        Assert.Contains(", Transpose(Reshape(AddV2(", text, StringComparison.Ordinal);
        Assert.Contains("[1, 1, 2, 2]), [2, 3, 1, 0]);", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_that_do_not_fit_are_refused()
    {
        Assert.Equal(
            "operator Conv (opset 17) at node 'node_y' is not lowered: 4 channels in 3 groups for weights of 2 and 2",
            (Conv([1, 4, 4, 4], Kernel(2, 2, 1, 1)) with { Attributes = [Int("group", 3)] }).Refusal());
    }

    internal static SingleNode Conv(long[] shape, params TensorProto[] constants)
    {
        return new SingleNode("Conv", shape) { Constants = constants, IsFromChannelsLast = true, ChannelsLastRank = shape.Length };
    }

    internal static TensorProto Kernel(params long[] shape)
    {
        return Floats("w", shape, [.. Enumerable.Range(0, (int)shape.Aggregate(1L, static (product, size) => product * size)).Select(static i => (float)i)]);
    }
}
