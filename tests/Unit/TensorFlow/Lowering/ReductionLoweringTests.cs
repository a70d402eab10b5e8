using InferenceBench.Contracts;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Reductions, and where the largest elements are.</summary>
public sealed class ReductionLoweringTests
{
    [Fact]
    public void Axes_are_an_attribute_or_an_input()
    {
        Assert.Equal("Mean(x, [1])", new SingleNode("ReduceMean", [2, 3], 13) { Attributes = [Ints("axes", -1), Int("keepdims", 0)] }.Text());
        Assert.Equal("Mean(x, [1]; keep_dims)", new SingleNode("ReduceMean", [2, 3], 18) { Constants = [Longs("a", [1], -1)] }.Text());
        Assert.Equal("Mean(x, [0, 1]; keep_dims)", new SingleNode("ReduceMean", [2, 3], 18).Text());
        Assert.Equal("Identity(x)", new SingleNode("ReduceMean", [2, 3], 18) { Attributes = [Int("noop_with_empty_axes", 1)] }.Text());
    }

    [Fact]
    public void Axes_follow_channels_last()
    {
        var node = new SingleNode("ReduceMean", [1, 2, 3, 4], 13) { Attributes = [Ints("axes", 2, 3)], IsFromChannelsLast = true, ChannelsLastRank = 4 };
        Assert.Equal("Mean(x, [1, 2]; keep_dims)", node.Text());
        Assert.Equal("Max(x, [3]; keep_dims)", (node with { Operator = "ReduceMax", Attributes = [Ints("axes", 1)] }).Text());
    }

    [Fact]
    public void Dropped_axes_leave_the_order_of_the_file()
    {
        var node = new SingleNode("ReduceSum", [1, 2, 3, 4], 11) { IsFromChannelsLast = true };
        Assert.Equal("Sum(x, [1, 2])", (node with { Attributes = [Ints("axes", 2, 3), Int("keepdims", 0)] }).Text());
        Assert.Equal("Sum(x, [3])", (node with { Attributes = [Ints("axes", 1), Int("keepdims", 0)] }).Text());
        Assert.Equal("Sum(Transpose(x, [0, 3, 1, 2]), [3])", (node with { Attributes = [Ints("axes", 3), Int("keepdims", 0)] }).Text());
    }

    [Fact]
    public void Norms_are_sums_of_magnitudes_and_roots_of_sums_of_squares()
    {
        var node = new SingleNode("ReduceL1", [2, 3], 13) { Attributes = [Ints("axes", 1)] };
        Assert.Equal("Sum(Abs(x), [1]; keep_dims)", node.Text());
        Assert.Equal("Sqrt(Sum(Square(x), [1]; keep_dims))", (node with { Operator = "ReduceL2" }).Text());
        Assert.Equal("Log(Sum(x, [1]; keep_dims))", (node with { Operator = "ReduceLogSum" }).Text());
    }

    [Fact]
    public void Exponentials_are_summed_without_the_largest()
    {
        const string Shift = "SelectV2(IsFinite(Max(x, [1]; keep_dims)), Max(x, [1]; keep_dims), 0)";
        Assert.Equal(
            $"AddV2(Log(Sum(Exp(Sub(x, {Shift})), [1]; keep_dims)), {Shift})",
            new SingleNode("ReduceLogSumExp", [2, 3], 13) { Attributes = [Ints("axes", 1)] }.Text());
    }

    [Fact]
    public void Means_of_integers_go_through_float64_and_their_exponentials_are_refused()
    {
        var node = new SingleNode("ReduceMean", [2, 3], 13) { Type = ElementType.Int32, Attributes = [Ints("axes", 1)] };
        Assert.Equal("Cast(Mean(Cast(x; DtDouble), [1]; keep_dims); DtInt32)", node.Text());
        Assert.Equal("Sum(x, [1]; keep_dims)", (node with { Operator = "ReduceSum", Opset = 11 }).Text());
        Assert.Equal(
            "operator ReduceLogSumExp (opset 13) at node 'node_y' is not lowered: engines cut the exponentials of integers at different places",
            (node with { Operator = "ReduceLogSumExp" }).Refusal());
    }

    [Fact]
    public void The_largest_of_no_elements_is_refused()
    {
        Assert.EndsWith("is not lowered: it reduces no elements", new SingleNode("ReduceMax", [2, 0], 13) { Attributes = [Ints("axes", 1)] }.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Booleans_are_reduced_by_any_and_all()
    {
        var node = new SingleNode("ReduceMax", [2, 3], 20) { Type = ElementType.Bool, Constants = [Longs("a", [1], 1)] };
        Assert.Equal("Any(x, [1]; keep_dims)", node.Text());
        Assert.Equal("All(x, [1]; keep_dims)", (node with { Operator = "ReduceMin" }).Text());
    }

    [Fact]
    public void The_index_of_the_largest_channel_needs_no_transposition()
    {
        var node = new SingleNode("ArgMax", [1, 2, 3, 4]) { Attributes = [Int("axis", 1), Int("keepdims", 0)], IsFromChannelsLast = true };
        Assert.Equal("ArgMax(x, 3)", node.Text());
        Assert.Equal("ExpandDims(ArgMax(x, 3), 3)", (node with { Attributes = [Int("axis", 1)], ChannelsLastRank = 4 }).Text());
    }

    [Fact]
    public void The_last_of_equal_elements_is_the_first_from_behind()
    {
        Assert.Equal(
            "Sub(2, ArgMin(ReverseV2(x, [1]), 1))",
            new SingleNode("ArgMin", [2, 3]) { Attributes = [Int("axis", -1), Int("keepdims", 0), Int("select_last_index", 1)] }.Text());
    }
}
