using InferenceBench.Contracts;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Operators that choose, order, accumulate and make elements.</summary>
public sealed class SelectionLoweringTests
{
    [Fact]
    public void The_smallest_are_the_largest_of_what_is_turned_round()
    {
        var node = new SingleNode("TopK", [2, 5]) { Constants = [Longs("k", [1], 3)], Attributes = [Int("largest", 0)], Outputs = ["y", "i"] };
        Assert.Equal(["Neg(TopKV2(Neg(x), 3; sorted))", "Cast(TopKV2(Neg(x), 3; sorted):1; DtInt64)"], node.Texts());
        Assert.Equal("Invert(TopKV2(Invert(x), 3; sorted))", (node with { Type = ElementType.Int64 }).Texts()[0]);
        Assert.Equal("TopKV2(x, 3; sorted)", (node with { Attributes = [] }).Texts()[0]);
    }

    [Fact]
    public void The_largest_along_another_axis_change_places_with_the_last()
    {
        Assert.Equal(
            "Transpose(TopKV2(Transpose(x, [1, 0]), 3; sorted), [1, 0])",
            new SingleNode("TopK", [5, 2], 9) { Attributes = [Int("k", 3), Int("axis", 0)] }.Text());
    }

    [Fact]
    public void Sums_run_both_ways()
    {
        var node = new SingleNode("CumSum", [2, 3]) { Constants = [Longs("a", [], -1)] };
        Assert.Equal("Cumsum(x, 1)", node.Text());
        Assert.Equal("Cumsum(x, 1; exclusive; reverse)", (node with { Attributes = [Int("exclusive", 1), Int("reverse", 1)] }).Text());
    }

    [Fact]
    public void Triangles_are_chosen_by_a_constant()
    {
        Assert.Equal("SelectV2([1, 1, 1, 0, 1, 1]:2x3, x, 0)", new SingleNode("Trilu", [2, 3]).Text());
        Assert.Equal("SelectV2([1, 1, 0, 1, 1, 1]:2x3, x, 0)", new SingleNode("Trilu", [2, 3]) { Attributes = [Int("upper", 0)], Constants = [Longs("k", [], 1)] }.Text());
        Assert.Equal("SelectV2([0, 0, 0, 0]:2x2, x, 0)", new SingleNode("Trilu", [2, 2]) { Constants = [Longs("k", [], long.MaxValue)] }.Text());
    }

    [Fact]
    public void A_class_before_the_first_counts_from_the_last()
    {
        var node = new SingleNode("OneHot", [2]) { Type = ElementType.Int64, Constants = [Longs("d", [], 3), Floats("v", [2], 0, 1)] };
        Assert.Equal("OneHot(SelectV2(Less(x, 0), AddV2(x, 3), x), 3, GatherV2([0, 1], 1, 0), GatherV2([0, 1], 0, 0); axis=1)", node.Text());
    }

    [Fact]
    public void Shapes_and_ranges_are_constants()
    {
        Assert.Equal("[2, 3]", new SingleNode("Shape", [2, 3]).Text());
        Assert.Equal("[3]", new SingleNode("Shape", [2, 3]) { Attributes = [Int("start", -1)] }.Text());
        Assert.Equal("6", new SingleNode("Size", [2, 3]).Text());
        Assert.Equal("[0, 1, 0, 0, 0, 1]:2x3", new SingleNode("EyeLike", [2, 3]) { Attributes = [Int("k", 1)] }.Text());
    }

    [Fact]
    public void A_range_from_the_data_is_TensorFlows()
    {
        var node = new SingleNode("Range", []) { Constants = [Floats("l", [], 5), Floats("d", [], 1)] };
        Assert.Equal("Range(x, 5, 1)", node.Text());
    }

    [Fact]
    public void Targets_choose_what_counts_for_the_loss()
    {
        var node = new SingleNode("NegativeLogLikelihoodLoss", [2, 3]) { Constants = [Longs("t", [2], 2, 0)] };
        const string Picked = "Neg(Sum(SelectV2(OneHot([2, 0], 3, 1, 0; axis=1), x, 0), [1]))";
        Assert.Equal($"Mean({Picked}, [0])", node.Text());
        Assert.Equal(Picked, (node with { Attributes = [Text("reduction", "none")] }).Text());
        Assert.EndsWith("is not lowered: reduction max", (node with { Attributes = [Text("reduction", "max")] }).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ignored_targets_weigh_nothing()
    {
        var node = new SingleNode("NegativeLogLikelihoodLoss", [2, 3]) { Constants = [Longs("t", [2], 2, 0)], Attributes = [Int("ignore_index", 0)] };
        Assert.EndsWith("Sum(SelectV2(NotEqual([2, 0], 0), 1, 0), [0]))", node.Text(), StringComparison.Ordinal);
    }
}
