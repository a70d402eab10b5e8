using System.Runtime.InteropServices;
using InferenceBench.Frameworks.Torch.Lowering;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch.Lowering;

public sealed class ResizeLoweringTests
{
    [Theory]
    [InlineData("nearest", "asymmetric", "torch.upsample_nearest2d(x, [8, 12], None, None)")]
    [InlineData("linear", "half_pixel", "torch.upsample_bilinear2d(x, [8, 12], False, None, None)")]
    [InlineData("linear", "align_corners", "torch.upsample_bilinear2d(x, [8, 12], True, None, None)")]
    [InlineData("cubic", "pytorch_half_pixel", "torch.upsample_bicubic2d(x, [8, 12], False, None, None)")]
    public void What_libtorch_computes_alike_is_its_own_function(string mode, string transformation, string expression)
    {
        OneNode node = BySizes([1, 1, 4, 6], [1, 1, 8, 12], mode, SmallModels.Text("coordinate_transformation_mode", transformation), SmallModels.Text("nearest_mode", "floor"));

        Assert.Equal("y = " + expression, node.Source());
    }

    [Fact]
    public void What_it_computes_otherwise_goes_by_weights()
    {
        OneNode node = BySizes([1, 1, 2, 2], [1, 1, 2, 4], "linear", SmallModels.Text("coordinate_transformation_mode", "asymmetric"));

        Assert.Equal("resize = torch.matmul(x, self.weights.t())\ny = resize", node.Source());
        TorchParameter weights = Assert.Single(node.Lower().Parameters);
        Assert.Equal([1f, 0f, 0.5f, 0.5f, 0f, 1f, 0f, 1f], MemoryMarshal.Cast<byte, float>(weights.Read().Span).ToArray());
    }

    [Theory]
    [InlineData("round_prefer_floor", new long[] { 0, 0, 0, 1, 1, 1 })]
    [InlineData("ceil", new long[] { 0, 0, 1, 1, 1, 1 })]
    public void Nearest_elements_are_found_before_it_runs(string rounding, long[] indices)
    {
        var node = new OneNode("Resize", [2], 13)
        {
            Constants = [null, SmallModels.Floats("s", [1], 3f)],
            Attributes = [SmallModels.Text("nearest_mode", rounding)],
        };

        Assert.Equal("resize = x.index_select(0, self.nearest)\ny = resize", node.Source());
        Assert.Equal(indices, node.Indices());
    }

    [Theory]
    [InlineData(7)]
    [InlineData(9)]
    public void Upsample_takes_scales_from_the_attribute_or_the_input(long opset)
    {
        OneNode node = new("Upsample", [1, 1, 2, 2], opset) { Attributes = [SmallModels.Text("mode", "linear")] };
        var scales = new AttributeProto { Name = "scales", Type = AttributeProto.Types.AttributeType.Floats, Floats = { 1f, 1f, 1f, 2f } };
        node = opset < 9
            ? node with { Attributes = [.. node.Attributes, scales] }
            : node with { Constants = [SmallModels.Floats("s", [4], 1, 1, 1, 2)] };

        // Asymmetric, which libtorch has not.
        Assert.Equal("upsample = torch.matmul(x, self.weights.t())\ny = upsample", node.Source());
    }

    [Fact]
    public void Before_opset_11_a_smaller_output_takes_the_next_element()
    {
        var node = new OneNode("Resize", [4], 10) { Constants = [SmallModels.Floats("s", [1], 0.6f)] };

        Assert.Equal([0, 2], node.Indices());
    }

    [Fact]
    public void An_antialiased_output_averages()
    {
        OneNode node = BySizes([1, 1, 1, 4], [1, 1, 1, 2], "linear", SmallModels.Int("antialias", 1));

        float[] weights = MemoryMarshal.Cast<byte, float>(Assert.Single(node.Lower().Parameters).Read().Span).ToArray();
        // A triangle of twice the width around 0.5; what lies outside is the first element once more.
        Assert.Equal([0.5f, 0.375f, 0.125f, 0f], weights[..4]);
    }

    [Fact]
    public void Elements_outside_of_the_region_get_the_extrapolation_value()
    {
        var node = new OneNode("Resize", [1, 4], 13)
        {
            Constants = [SmallModels.Floats("r", [4], 0f, 0.5f, 1f, 1.5f), null, SmallModels.Longs("s", [2], 1, 3)],
            Attributes = [
                SmallModels.Text("coordinate_transformation_mode", "tf_crop_and_resize"),
                new AttributeProto { Name = "extrapolation_value", Type = AttributeProto.Types.AttributeType.Float, F = 7f }],
        };

        Assert.EndsWith("= resize.index_fill(1, self.outside, 7.0)\ny = resize_2", node.Source(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_disputed_is_not_lowered()
    {
        var node = new OneNode("Resize", [1, 4], 13)
        {
            Constants = [null, SmallModels.Floats("s", [2], 1f, 0.6f)],
            Attributes = [SmallModels.Text("mode", "linear"), SmallModels.Text("coordinate_transformation_mode", "align_corners")],
        };

        Assert.StartsWith("operator Resize (opset 13) at node 'node_y' is not lowered: align_corners of 4 elements by 0.6", node.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_from_data_are_not_lowered()
    {
        var node = new OneNode("Resize", [1, 4], 13) { Constants = [null, null], Inputs = [("s", [2])] };

        Assert.EndsWith("is not lowered: its sizes depend on the data", node.Refusal(), StringComparison.Ordinal);
    }

    private static OneNode BySizes(long[] input, long[] sizes, string mode, params AttributeProto[] attributes)
    {
        return new OneNode("Resize", input, 18)
        {
            Constants = [null, null, SmallModels.Longs("s", [sizes.Length], sizes)],
            Attributes = [SmallModels.Text("mode", mode), .. attributes],
        };
    }
}
