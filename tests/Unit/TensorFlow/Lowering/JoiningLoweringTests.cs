using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Concat, Split and Slice.</summary>
public sealed class JoiningLoweringTests
{
    [Fact]
    public void Channels_are_joined_in_channels_last()
    {
        var node = new SingleNode("Concat", [1, 2, 1, 1]) { Constants = [Floats("c", [1, 2, 1, 1], 5, 6)], Attributes = [Int("axis", 1)], IsFromChannelsLast = true, ChannelsLastRank = 4 };
        Assert.Equal("ConcatV2(x, [5, 6]:1x1x1x2, 3)", node.Text());
    }

    [Fact]
    public void One_tensor_joined_is_itself()
    {
        Assert.Equal("Identity(x)", new SingleNode("Concat", [2, 3]) { Attributes = [Int("axis", 1)] }.Text());
    }

    [Fact]
    public void Channels_are_split_in_channels_last()
    {
        var node = new SingleNode("Split", [1, 4, 3, 3], 13) { Attributes = [Int("axis", 1)], Outputs = ["y", "z"], IsFromChannelsLast = true, ChannelsLastRank = 4 };
        Assert.Equal("SplitV(x, [2, 2], 3; num_split=2)", node.Texts()[0]);
        Assert.Equal("Transpose(SplitV(x, [2, 2], 3; num_split=2):1, [0, 3, 1, 2])", node.Texts()[1]);
    }

    [Fact]
    public void The_last_part_may_be_smaller()
    {
        var node = new SingleNode("Split", [7], 18) { Attributes = [Int("num_outputs", 3)], Outputs = ["a", "b", "c"] };
        Assert.Equal("SplitV(x, [3, 3, 1], 0; num_split=3):2", node.Texts()[2]);
        Assert.Contains("parts of [3, 3] for 2 outputs", new SingleNode("Split", [7], 13) { Constants = [Longs("s", [2], 3, 3)], Outputs = ["a", "b"] }.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_slice_is_cut_in_its_layout()
    {
        var node = new SingleNode("Slice", [1, 4, 5, 6], 9) { Attributes = [Ints("starts", 1, -2), Ints("ends", 3, 99), Ints("axes", 1, 3)], IsFromChannelsLast = true, ChannelsLastRank = 4 };
        Assert.Equal("StridedSlice(x, [0, 0, 4, 1], [0, 0, 0, 3], [1, 1, 1, 1]; begin_mask=3; end_mask=7)", node.Text());
    }

    [Fact]
    public void All_of_a_tensor_is_itself()
    {
        Assert.Equal("Identity(x)", new SingleNode("Slice", [4]) { Constants = [Longs("s", [1], 0), Longs("e", [1], long.MaxValue)] }.Text());
    }

    [Fact]
    public void A_slice_may_run_backwards()
    {
        var node = new SingleNode("Slice", [5]) { Constants = [Longs("s", [1], -1), Longs("e", [1], -99), Longs("a", [1], 0), Longs("t", [1], -2)] };
        Assert.Equal("StridedSlice(x, [4], [0], [-2]; end_mask=1)", node.Text());
        Assert.Equal("StridedSlice(x, [0], [0], [1])", (node with { Constants = [Longs("s", [1], 1), Longs("e", [1], 3), Longs("a", [1], 0), Longs("t", [1], -2)] }).Text());
        Assert.Equal(
            "operator Slice (opset 17) at node 'node_y' is not lowered: an end of INT_MAX with a negative step, which engines read differently",
            (node with { Constants = [Longs("s", [1], 4), Longs("e", [1], int.MaxValue), Longs("a", [1], 0), Longs("t", [1], -1)] }).Refusal());
    }
}
