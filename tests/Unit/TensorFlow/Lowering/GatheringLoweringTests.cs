using InferenceBench.Contracts;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Operators that pick and write elements by index.</summary>
public sealed class GatheringLoweringTests
{
    [Fact]
    public void Neighbours_are_a_slice_and_one_of_them_drops_the_axis()
    {
        var node = new SingleNode("Gather", [2, 5]) { Attributes = [Int("axis", 1)], Constants = [Longs("i", [2], -2, -1)] };
        Assert.Equal("StridedSlice(x, [0, 3], [0, 5], [1, 1]; begin_mask=1; end_mask=1)", node.Text());
        Assert.Equal("StridedSlice(x, [0, 4], [0, 5], [1, 1]; begin_mask=1; end_mask=1; shrink_axis_mask=2)", (node with { Constants = [Longs("i", [], -1)] }).Text());
        Assert.Contains("index 5 into 5 elements", (node with { Constants = [Longs("i", [], 5)] }).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_are_picked_in_channels_last()
    {
        var node = new SingleNode("Gather", [1, 4, 3, 3]) { Attributes = [Int("axis", 1)], Constants = [Longs("i", [2], 2, -4)], IsFromChannelsLast = true, ChannelsLastRank = 4 };
        Assert.Equal("GatherV2(x, [2, 0], 3)", node.Text());
    }

    [Fact]
    public void Indices_that_come_with_the_data_count_from_the_end_where_they_are_negative()
    {
        Assert.Equal("GatherV2(x, SelectV2(Less(i, 0), AddV2(i, 5), i), 0)", new SingleNode("Gather", [5, 2]) { Inputs = [("i", [3])] }.Text());
    }

    [Fact]
    public void Elements_are_picked_by_their_number()
    {
        var node = new SingleNode("GatherElements", [2, 3]) { Attributes = [Int("axis", 1)], Constants = [Longs("i", [2, 2], 2, 0, -1, 1)] };
        Assert.Equal("GatherV2(Reshape(x, [-1]), [2, 0, 5, 4]:2x2, 0)", node.Text());
        Assert.Equal("GatherV2(Reshape(x, [-1]), [3, 1]:1x2, 0)", (node with { Attributes = [Int("axis", 0)], Constants = [Longs("i", [1, 2], 1, 0)] }).Text());
        Assert.Equal(
            "GatherV2(Reshape(x, [-1]), AddV2(Mul(SelectV2(Less(i, 0), AddV2(i, 2), i), 3), [0, 1]:1x2), 0)",
            (node with { Attributes = [Int("axis", 0)], Constants = [], Inputs = [("i", [1, 2])] }).Text());
    }

    [Fact]
    public void Index_tuples_are_numbers_of_rows()
    {
        var node = new SingleNode("GatherND", [2, 3, 4]) { Constants = [Longs("i", [2, 2], 1, 2, 0, -1)] };
        Assert.Equal("Reshape(GatherV2(Reshape(x, [6, 4]), [5, 2], 0), [2, 4])", node.Text());
        Assert.Equal(
            "Reshape(GatherV2(Reshape(x, [6, 4]), [2, 3], 0), [2, 4])",
            (node with { Attributes = [Int("batch_dims", 1)], Constants = [Longs("i", [2, 1], 2, 0)] }).Text());
    }

    [Fact]
    public void A_condition_is_a_list_of_positions()
    {
        var node = new SingleNode("Compress", [2, 3]) { Attributes = [Int("axis", 1)], Constants = [new() { Name = "c", DataType = 9, Dims = { 3 }, Int32Data = { 1, 0, 1 } }] };
        Assert.Equal("GatherV2(x, [0, 2], 1)", node.Text());
        Assert.Equal("GatherV2(Reshape(x, [-1]), [0, 2], 0)", (node with { Attributes = [] }).Text());
    }

    [Fact]
    public void What_is_not_zero_is_found_in_columns()
    {
        Assert.Equal("Transpose(Where(NotEqual(x, 0)), [1, 0])", new SingleNode("NonZero", [2, 3]).Text());
        Assert.Equal("Transpose(Where(x), [1, 0])", new SingleNode("NonZero", [2, 3]) { Type = ElementType.Bool }.Text());
    }

    [Theory]
    [InlineData("none", "TensorScatterUpdate")]
    [InlineData("add", "TensorScatterAdd")]
    [InlineData("min", "TensorScatterMin")]
    [InlineData("max", "TensorScatterMax")]
    public void Elements_are_written_by_their_number(string reduction, string expected)
    {
        var node = new SingleNode("ScatterElements", [2, 3], 18) { Attributes = [Int("axis", 1), Text("reduction", reduction)], Constants = [Longs("i", [1, 2], 2, 0), Floats("u", [1, 2], 8, 9)] };
        Assert.Equal($"Reshape({expected}(Reshape(x, [6, 1]), Reshape(Reshape([2, 0]:1x2, [-1]), [-1, 1]), Reshape([8, 9]:1x2, [2, 1])), [2, 3])", node.Text());
    }

    [Fact]
    public void Products_are_multiplied_by_segments()
    {
        var node = new SingleNode("ScatterND", [3, 2], 18) { Attributes = [Text("reduction", "mul")], Constants = [Longs("i", [1, 1], -1), Floats("u", [1, 2], 8, 9)] };
        Assert.Equal("Reshape(Mul(Reshape(x, [3, 2]), UnsortedSegmentProd(Reshape([8, 9]:1x2, [1, 2]), [2], 3)), [3, 2])", node.Text());
        Assert.EndsWith("is not lowered: reduction average", (node with { Attributes = [Text("reduction", "average")] }).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sequence_is_turned_round_in_part()
    {
        Assert.Equal(
            "ReverseSequence(x, [1, 2]; batch_dim=1)",
            new SingleNode("ReverseSequence", [4, 2]) { Constants = [Longs("l", [2], 1, 2)] }.Text());
    }
}
