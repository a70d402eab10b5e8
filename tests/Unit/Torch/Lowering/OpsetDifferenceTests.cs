using InferenceBench.Frameworks.Torch.Lowering;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Torch.Lowering;

/// <summary>Nodes that read alike and mean different things in different opsets.</summary>
public sealed class OpsetDifferenceTests
{
    [Fact]
    public void Softmax_flattens_until_opset_12()
    {
        NodeProto node = Node("Softmax", ["x"], ["y"], Int("axis", 1));
        Assert.Equal(["torch.softmax(x, 1)"], Lowered.Node(13, [2, 3, 4], node));
        Assert.Equal(["x.reshape([2, -1])", "torch.softmax(flat, 1)", "softmax.reshape([2, 3, 4])"], Lowered.Node(12, [2, 3, 4], node));
    }

    [Fact]
    public void Softmax_without_an_axis_takes_the_second_or_the_last()
    {
        NodeProto node = Node("Softmax", ["x"], ["y"]);
        Assert.Equal(["torch.softmax(x, 2)"], Lowered.Node(13, [2, 3, 4], node));
        Assert.Equal("torch.softmax(flat, 1)", Lowered.Node(11, [2, 3, 4], node)[1]);
    }

    [Fact]
    public void Clip_reads_its_bounds_from_attributes_or_inputs()
    {
        NodeProto old = Node("Clip", ["x"], ["y"],
            new AttributeProto { Name = "max", Type = AttributeProto.Types.AttributeType.Float, F = 6 },
            new AttributeProto { Name = "min", Type = AttributeProto.Types.AttributeType.Float, F = 0 });
        Assert.Equal(["torch.clamp(x, 0.0, 6.0)"], Lowered.Node(7, [2], old));
        Assert.Equal(["torch.clamp(x, 0.0, None)"], Lowered.Node(11, [2], Node("Clip", ["x", "low"], ["y"]), Floats("low", [], 0f)));
    }

    [Fact]
    public void Axes_of_a_reduction_are_an_attribute_or_an_input()
    {
        Assert.Equal(["torch.mean(x, [1], False)"], Lowered.Node(13, [2, 3], Node("ReduceMean", ["x"], ["y"], Ints("axes", -1), Int("keepdims", 0))));
        Assert.Equal(["torch.mean(x, [1], True)"], Lowered.Node(18, [2, 3], Node("ReduceMean", ["x", "axes"], ["y"]), Longs("axes", [1], -1)));
        Assert.Equal(["torch.mean(x, [0, 1], True)"], Lowered.Node(18, [2, 3], Node("ReduceMean", ["x"], ["y"])));
        Assert.Equal(["x"], Lowered.Node(18, [2, 3], Node("ReduceMean", ["x"], ["y"], Int("noop_with_empty_axes", 1))));
    }

    [Fact]
    public void Group_normalization_scales_groups_until_opset_20_and_channels_since()
    {
        NodeProto node = Node("GroupNormalization", ["x", "s", "b"], ["y"], Int("num_groups", 2));
        string[] groups = Lowered.Node(18, [1, 4, 5], node, Floats("s", [2]), Floats("b", [2]));
        Assert.Equal("torch.group_norm(x, 2, scale_2, bias_2, 1e-05, True)", groups[^1]);
        Assert.Equal("scale.expand([2, 2]).reshape([4])", groups[1]);
        Assert.Equal(["torch.group_norm(x, 2, self.s, self.b, 1e-05, True)"], Lowered.Node(21, [1, 4, 5], node, Floats("s", [4]), Floats("b", [4])));
    }

    [Theory]
    [InlineData(9, 1, "torch.batch_norm(x, self.s, self.b, self.m, self.v, False, 0.1, 1e-05, True)")]
    [InlineData(9, 5, "torch.batch_norm(x, self.s, self.b, None, None, True, 0.0, 1e-05, True)")]
    [InlineData(15, 3, "torch.batch_norm(x, self.s, self.b, self.m, self.v, False, 0.1, 1e-05, True)")]
    public void Batch_statistics_are_asked_for_by_outputs_until_opset_13(long opset, int outputs, string expected)
    {
        NodeProto node = Node("BatchNormalization", ["x", "s", "b", "m", "v"], [.. ((string[])["y", "a", "c", "d", "e"]).Take(outputs)]);
        Assert.Equal([expected], Lowered.Node(opset, [2, 3, 4], node, Floats("s", [3]), Floats("b", [3]), Floats("m", [3]), Floats("v", [3])));
    }

    [Fact]
    public void Training_mode_takes_batch_statistics_since_opset_14()
    {
        NodeProto node = Node("BatchNormalization", ["x", "s", "b", "m", "v"], ["y", "a", "c"], Int("training_mode", 1));
        Assert.Equal(["torch.batch_norm(x, self.s, self.b, None, None, True, 0.0, 1e-05, True)"],
            Lowered.Node(15, [2, 3, 4], node, Floats("s", [3]), Floats("b", [3]), Floats("m", [3]), Floats("v", [3])));
    }

    [Fact]
    public void Dropout_that_trains_is_not_lowered()
    {
        NodeProto node = Node("Dropout", ["x", "ratio", "training"], ["y"]);
        var training = new TensorProto { Name = "training", DataType = 9, RawData = Google.Protobuf.ByteString.CopyFrom(1) };
        NotLoweredException e = Assert.Throws<NotLoweredException>(() => Lowered.Node(13, [2, 3], node, Floats("ratio", [], 0.5f), training));
        Assert.Equal("operator Dropout (opset 13) at node 'node_y' is not lowered: its training_mode is true", e.Message);
    }

    [Fact]
    public void Opsets_before_7_are_not_lowered()
    {
        NotLoweredException e = Assert.Throws<NotLoweredException>(() => Lowered.Node(6, [2, 3], Node("Relu", ["x"], ["y"])));
        Assert.StartsWith("operator Relu (opset 6) at node 'node_y' is not lowered", e.Message, StringComparison.Ordinal);
    }
}
