using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Operators that move or repeat elements without choosing among them.</summary>
public sealed class ReshapingLoweringTests
{
    [Fact]
    public void A_shape_is_written_out()
    {
        Assert.Equal("Reshape(x, [2, 12])", new SingleNode("Reshape", [2, 3, 4]) { Constants = [Longs("s", [2], 0, -1)] }.Text());
        Assert.Equal("Reshape(x, [0, 0])", new SingleNode("Reshape", [0, 3]) { Constants = [Longs("s", [2], 0, -1)] }.Text());
        Assert.Equal("Reshape(x, [3, 0])", new SingleNode("Reshape", [0, 3]) { Constants = [Longs("s", [2], 3, 0)], Attributes = [Int("allowzero", 1)] }.Text());
        Assert.Contains("12 elements do not fit in the shape [5, -1]", new SingleNode("Reshape", [3, 4]) { Constants = [Longs("s", [2], 5, -1)] }.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_depends_on_the_data_is_refused()
    {
        Assert.Equal(
            "operator Reshape (opset 17) at node 'node_y' is not lowered: its shape depends on the data",
            new SingleNode("Reshape", [2, 3]) { Inputs = [("s", [2])] }.Refusal());
    }

    [Fact]
    public void What_a_global_pooling_leaves_is_flattened_without_a_transposition()
    {
        Assert.Equal("Reshape(x, [2, 5])", new SingleNode("Flatten", [2, 5, 1, 1]) { IsFromChannelsLast = true }.Text());
        Assert.Equal("Reshape(x, [2, 5])", new SingleNode("Squeeze", [2, 5, 1, 1]) { IsFromChannelsLast = true, Constants = [Longs("a", [2], 2, 3)] }.Text());
        Assert.Equal("Reshape(Transpose(x, [0, 3, 1, 2]), [2, 30])", new SingleNode("Flatten", [2, 5, 2, 3]) { IsFromChannelsLast = true }.Text());
    }

    [Fact]
    public void Patches_are_flattened_in_channels_last()
    {
        var node = new SingleNode("Reshape", [2, 5, 3, 4]) { Constants = [Longs("s", [3], 2, 5, -1)], IsFromChannelsLast = true, ChannelsLastRank = 3 };
        Assert.Equal("Reshape(x, [2, 12, 5])", node.Text());
    }

    [Fact]
    public void Axes_of_one_element_are_dropped_and_added()
    {
        Assert.Equal("Reshape(x, [2, 3])", new SingleNode("Squeeze", [2, 1, 3], 11) { Attributes = [Ints("axes", 1)] }.Text());
        Assert.Equal("Reshape(x, [2, 3])", new SingleNode("Squeeze", [2, 1, 3, 1], 13).Text());
        Assert.Equal("Reshape(x, [1, 2, 3, 1])", new SingleNode("Unsqueeze", [2, 3]) { Constants = [Longs("a", [2], 0, -1)] }.Text());
        Assert.Contains("axis 0 has 2 elements", new SingleNode("Squeeze", [2, 1, 3], 11) { Attributes = [Ints("axes", 0)] }.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Transpositions_between_the_layouts_are_free()
    {
        Assert.Equal("Identity(x)", new SingleNode("Transpose", [1, 2, 3, 4]) { Attributes = [Ints("perm", 0, 2, 3, 1)], IsFromChannelsLast = true }.Text());
        Assert.Equal("Identity(x)", new SingleNode("Transpose", [1, 2, 3, 4]) { Attributes = [Ints("perm", 0, 3, 1, 2)], ChannelsLastRank = 4 }.Text());
        Assert.Equal("Transpose(x, [2, 1, 0, 3])", new SingleNode("Transpose", [1, 2, 3, 4]) { Attributes = [Ints("perm", 3, 2, 0, 1)], IsFromChannelsLast = true }.Text());
        Assert.Equal("Transpose(x, [1, 0])", new SingleNode("Transpose", [2, 3]).Text());
    }

    [Fact]
    public void Axes_of_one_element_change_places_without_a_transposition()
    {
        Assert.Equal("Reshape(x, [3, 1, 4])", new SingleNode("Transpose", [1, 3, 4]) { Attributes = [Ints("perm", 1, 0, 2)] }.Text());
        Assert.Equal("Transpose(x, [1, 0, 2])", new SingleNode("Transpose", [2, 3, 4]) { Attributes = [Ints("perm", 1, 0, 2)] }.Text());
    }

    [Fact]
    public void A_tensor_is_expanded_in_its_layout()
    {
        var node = new SingleNode("Expand", [1, 2, 1, 1]) { Constants = [Longs("s", [4], 1, 1, 3, 4)], IsFromChannelsLast = true, ChannelsLastRank = 4 };
        Assert.Equal("BroadcastTo(x, [1, 3, 4, 2])", node.Text());
        Assert.Equal("BroadcastTo(x, [4, 2, 3])", new SingleNode("Expand", [2, 1]) { Constants = [Longs("s", [3], 4, 1, 3)] }.Text());
        Assert.Equal("Identity(x)", new SingleNode("Expand", [2, 3]) { Constants = [Longs("s", [1], 1)] }.Text());
    }

    [Fact]
    public void A_tensor_is_repeated_in_its_layout()
    {
        var node = new SingleNode("Tile", [1, 2, 3, 4]) { Constants = [Longs("r", [4], 1, 5, 6, 7)], IsFromChannelsLast = true, ChannelsLastRank = 4 };
        Assert.Equal("Tile(x, [1, 6, 7, 5])", node.Text());
    }
}
