using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch.Lowering;

public sealed class MovementLoweringTests
{
    [Theory]
    [InlineData(new long[] { 0, -1 }, "y = x.reshape([2, 12])")]
    [InlineData(new long[] { 4, 0, 2 }, "y = x.reshape([4, 3, 2])")]
    [InlineData(new long[] { -1 }, "y = x.reshape([24])")]
    public void Reshape_is_written_out(long[] shape, string source)
    {
        Assert.Equal(source, new OneNode("Reshape", [2, 3, 4]) { Constants = [SmallModels.Longs("s", [shape.Length], shape)] }.Source());
    }

    [Fact]
    public void Reshape_keeps_a_zero_when_it_may()
    {
        var node = new OneNode("Reshape", [0, 3, 4]) { Constants = [SmallModels.Longs("s", [3], 3, 4, 0)], Attributes = [SmallModels.Int("allowzero", 1)] };

        Assert.Equal("y = x.reshape([3, 4, 0])", node.Source());
    }

    [Fact]
    public void A_shape_from_data_is_not_lowered()
    {
        var node = new OneNode("Reshape", [2, 3]) { Inputs = [("s", [1])] };

        Assert.Equal("operator Reshape (opset 17) at node 'node_y' is not lowered: its shape depends on the data", node.Refusal());
    }

    [Fact]
    public void Axes_are_an_attribute_first_and_an_input_later()
    {
        var old = new OneNode("Unsqueeze", [2, 3], 11) { Attributes = [SmallModels.Ints("axes", -1)] };
        var @new = new OneNode("Unsqueeze", [2, 3], 13) { Constants = [SmallModels.Longs("a", [2], 3, 0)] };

        Assert.Equal("y = x.unsqueeze(2)", old.Source());
        Assert.Equal("y = x.reshape([1, 2, 3, 1])", @new.Source());
    }

    [Fact]
    public void Squeeze_of_an_axis_with_elements_is_refused()
    {
        var node = new OneNode("Squeeze", [2, 1], 11) { Attributes = [SmallModels.Ints("axes", 0)] };

        Assert.EndsWith("is not lowered: axis 0 has 2 elements", node.Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public void Slice_is_the_same_from_attributes_and_inputs(long opset)
    {
        OneNode node = new("Slice", [5, 6], opset);
        node = opset < 10
            ? node with { Attributes = [SmallModels.Ints("starts", -3), SmallModels.Ints("ends", long.MaxValue), SmallModels.Ints("axes", 1)] }
            : node with { Constants = [SmallModels.Longs("s", [1], -3), SmallModels.Longs("e", [1], long.MaxValue), SmallModels.Longs("a", [1], 1)] };

        Assert.Equal("y = x.slice(1, 3, 6, 1)", node.Source());
    }

    [Theory]
    [InlineData(5, long.MinValue, -2, "y = x.slice(0, 0, 5, 2).flip([0])")]
    [InlineData(4, 0, -2, "y = x.slice(0, 2, 5, 2).flip([0])")]
    [InlineData(-9, -100, -1, "y = x.slice(0, 0, 1, 1).flip([0])")]
    [InlineData(1, 3, -1, "y = x.narrow(0, 0, 0)")]
    public void Slice_turns_round_what_goes_backward(long start, long end, long step, string source)
    {
        Assert.Equal(source, Backward(start, end, step).Source());
    }

    [Fact]
    public void Slice_to_INT_MAX_backward_is_not_lowered()
    {
        Assert.Contains("an end of INT_MAX with a negative step", Backward(4, long.MaxValue, -1).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Split_gives_views_of_which_the_last_may_be_smaller()
    {
        var node = new OneNode("Split", [2, 7], 18) { Attributes = [SmallModels.Int("axis", -1), SmallModels.Int("num_outputs", 3)], Outputs = ["a", "b", "c"] };

        Assert.Equal("a = x.narrow(1, 0, 3)\nb = x.narrow(1, 3, 3)\nc = x.narrow(1, 6, 1)", node.Source());
    }

    [Fact]
    public void Gather_of_neighbours_is_a_view()
    {
        Assert.Equal("y = x.narrow(1, 2, 2)", Gather(SmallModels.Longs("i", [2], 2, -2)).Source());
        Assert.Equal("y = x.select(1, 4)", Gather(SmallModels.Longs("i", [], -1)).Source());
    }

    [Fact]
    public void Gather_of_known_indices_counts_them_from_0()
    {
        OneNode node = Gather(SmallModels.Longs("i", [1, 2], -1, 0));

        Assert.Equal("y = x.index_select(1, self.index).reshape([2, 1, 2])", node.Source());
        Assert.Equal([4, 0], node.Indices());
    }

    [Fact]
    public void Gather_of_indices_from_data_counts_them_when_it_runs()
    {
        var node = new OneNode("Gather", [2, 5]) { Inputs = [("i", [3])], Attributes = [SmallModels.Int("axis", 1)] };

        Assert.Equal("index = torch.where(i < 0, i + 5, i)\ny = x.index_select(1, index)", node.Source());
    }

    [Fact]
    public void An_index_outside_is_refused()
    {
        Assert.EndsWith("is not lowered: index 5 into 5 elements", Gather(SmallModels.Longs("i", [1], 5)).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void GatherND_sees_the_data_as_rows()
    {
        var node = new OneNode("GatherND", [2, 3, 4]) { Constants = [SmallModels.Longs("i", [2, 2], 1, -1, 0, 2)] };

        Assert.Equal("rows = x.reshape([6, 4])\ny = rows.index_select(0, self.index).reshape([2, 4])", node.Source());
        Assert.Equal([5, 2], node.Indices());
    }

    [Theory]
    [InlineData("none", "torch.scatter(x, 0, self.i, self.u)")]
    [InlineData("add", "torch.scatter_add(x, 0, self.i, self.u)")]
    [InlineData("max", "torch.scatter_reduce(x, 0, self.i, self.u, \"amax\")")]
    public void ScatterElements_reduces(string reduction, string expression)
    {
        var node = new OneNode("ScatterElements", [4], 18)
        {
            Constants = [SmallModels.Longs("i", [2], 1, 2), SmallModels.Floats("u", [2], 1, 2)],
            Attributes = [SmallModels.Text("reduction", reduction)],
        };

        Assert.Equal("y = " + expression, node.Source());
    }

    [Fact]
    public void TopK_keeps_the_order_of_equal_elements_where_indices_are_wanted()
    {
        var node = new OneNode("TopK", [2, 5], 11) { Constants = [SmallModels.Longs("k", [1], 3)] };

        Assert.Equal("y, unused = torch.topk(x, 3, 1, True, True)", node.Source());
        Assert.Equal(
            "sorted, order = torch.sort(x, stable=True, dim=1, descending=True)\ny = sorted.narrow(1, 0, 3)\ni = order.narrow(1, 0, 3)",
            (node with { Outputs = ["y", "i"] }).Source());
    }

    [Fact]
    public void Pad_is_an_attribute_first_and_an_input_with_axes_later()
    {
        var old = new OneNode("Pad", [2, 3], 10) { Attributes = [SmallModels.Ints("pads", 0, 1, 0, -1)] };
        var @new = new OneNode("Pad", [2, 3], 18)
        {
            Constants = [SmallModels.Longs("p", [2], 1, -1), SmallModels.Floats("v", [], 2.5f), SmallModels.Longs("a", [1], -1)],
        };

        Assert.Equal("y = torch.constant_pad_nd(x, [1, -1], 0.0)", old.Source());
        Assert.Equal("y = torch.constant_pad_nd(x, [1, -1], 2.5)", @new.Source());
    }

    [Fact]
    public void Pad_that_leaves_nothing_is_not_lowered()
    {
        var node = new OneNode("Pad", [2, 3], 10) { Attributes = [SmallModels.Ints("pads", -1, 0, -1, 0)] };

        Assert.EndsWith("is not lowered: nothing is left of an axis, which libtorch refuses", node.Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reflect", new long[] { 2, 1, 0, 1, 2, 1 })]
    [InlineData("edge", new long[] { 0, 0, 0, 1, 2, 2 })]
    [InlineData("wrap", new long[] { 1, 2, 0, 1, 2, 0 })]
    public void Pad_repeats_elements_by_index(string mode, long[] indices)
    {
        var node = new OneNode("Pad", [3], 19) { Constants = [SmallModels.Longs("p", [2], 2, 1)], Attributes = [SmallModels.Text("mode", mode)] };

        Assert.Equal("y = x.index_select(0, self.index)", node.Source());
        Assert.Equal(indices, node.Indices());
    }

    [Theory]
    [InlineData("reflect", 3)]
    [InlineData("wrap", 4)]
    public void Pad_over_more_than_there_is_is_not_lowered(string mode, long head)
    {
        var node = new OneNode("Pad", [3], 19) { Constants = [SmallModels.Longs("p", [2], head, 0)], Attributes = [SmallModels.Text("mode", mode)] };

        Assert.Contains($"mode {mode} over more than the 3 elements there are", node.Refusal(), StringComparison.Ordinal);
    }

    private static OneNode Backward(long start, long end, long step)
    {
        return new OneNode("Slice", [5], 13)
        {
            Constants = [SmallModels.Longs("s", [1], start), SmallModels.Longs("e", [1], end), SmallModels.Longs("a", [1], 0), SmallModels.Longs("t", [1], step)],
        };
    }

    private static OneNode Gather(InferenceBench.Models.Onnx.TensorProto indices)
    {
        return new OneNode("Gather", [2, 5]) { Constants = [indices], Attributes = [SmallModels.Int("axis", 1)] };
    }
}
