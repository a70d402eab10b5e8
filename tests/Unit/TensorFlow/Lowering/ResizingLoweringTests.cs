using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Resizing: TensorFlow's own operators where they compute the same.</summary>
public sealed class ResizingLoweringTests
{
    [Fact]
    public void Nearest_elements_of_twice_the_size_have_a_kernel()
    {
        Assert.Equal("ResizeNearestNeighbor(x, [4, 4]; half_pixel_centers)", Image(2, 2).Text());
        Assert.Equal("ResizeNearestNeighbor(x, [4, 4]; half_pixel_centers)", (Image(2, 2) with { Operator = "Upsample", Opset = 9, Constants = [Scales(2, 2)] }).Text());
    }

    [Fact]
    public void Roundings_that_the_kernel_lacks_are_gathered()
    {
        // TensorFlow rounds halves of one element down where ONNX takes the upper one.
        Assert.Equal(
            "GatherV2(GatherV2(x, [0, 1, 1, 1], 1), [0, 1, 1, 1], 2)",
            (Image(2, 2) with { Attributes = [Text("nearest_mode", "ceil"), Text("coordinate_transformation_mode", "asymmetric")] }).Text());
    }

    [Fact]
    public void Linear_weights_have_a_kernel_for_each_kind_of_coordinates()
    {
        Assert.Equal("ResizeBilinear(x, [4, 4]; half_pixel_centers)", Linear("half_pixel").Text());
        Assert.Equal("ResizeBilinear(x, [4, 4]; align_corners)", Linear("align_corners").Text());
        Assert.Equal("ResizeBilinear(x, [4, 4])", Linear("asymmetric").Text());
    }

    [Fact]
    public void Cubic_weights_are_a_matrix_for_each_axis()
    {
        // With one channel nothing comes after the columns.
        string columns = (Image(1, 2) with { Attributes = [Text("mode", "cubic")] }).Text();
        Assert.StartsWith("Reshape(MatMul(Reshape(x, [2, 2]), [", columns, StringComparison.Ordinal);
        Assert.EndsWith("]:4x2; transpose_b), [1, 2, 4, 1])", columns, StringComparison.Ordinal);
        string rows = (Image(2, 1) with { Attributes = [Text("mode", "cubic")] }).Text();
        Assert.StartsWith("Reshape(BatchMatMulV2([", rows, StringComparison.Ordinal);
        Assert.EndsWith("]:4x2, Reshape(x, [1, 2, 2])), [1, 4, 2, 1])", rows, StringComparison.Ordinal);
    }

    [Fact]
    public void A_last_axis_is_multiplied_from_the_right()
    {
        var node = new SingleNode("Resize", [1, 1, 2]) { Constants = [null, Floats("f", [3], 1, 1, 2)], Attributes = [Text("mode", "linear")] };
        Assert.Equal("Reshape(MatMul(Reshape(x, [1, 2]), [1, 0, 0.75, 0.25, 0.25, 0.75, 0, 1]:4x2; transpose_b), [1, 1, 4])", node.Text());
    }

    [Fact]
    public void What_engines_compute_differently_is_refused()
    {
        Assert.Contains(
            "whether the last corner is at the rounded size is disputed",
            (Image(1.6f, 1.6f) with { Attributes = [Text("mode", "linear"), Text("coordinate_transformation_mode", "align_corners")] }).Refusal(), StringComparison.Ordinal);
    }

    private static SingleNode Linear(string transformation)
    {
        return Image(2, 2) with { Attributes = [Text("mode", "linear"), Text("coordinate_transformation_mode", transformation)] };
    }

    private static SingleNode Image(float height, float width)
    {
        return new SingleNode("Resize", [1, 1, 2, 2]) { Constants = [null, Scales(height, width)], IsFromChannelsLast = true, ChannelsLastRank = 4 };
    }

    private static TensorProto Scales(float height, float width)
    {
        return Floats("f", [4], 1, 1, height, width);
    }
}
