using InferenceBench.Models.Conversion;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Conversion;

public sealed class OpsetUpgradeTests
{
    private static readonly NodeProto s_convolution = Node("Conv", ["c", "w"], ["y"]);

    [Theory]
    [InlineData("ReduceMean")]
    [InlineData("ReduceMax")]
    public void Axes_that_became_an_input_are_moved(string type)
    {
        ModelProto model = Upgraded(out string? note, 17, Node(type, ["x"], ["c"], Ints("axes", 1)));

        Assert.Null(note);
        Assert.Equal(22, model.OpsetImport[0].Version);
        Assert.Equal(["x", "c_axes"], model.Graph.Node[0].Input);
        Assert.Empty(model.Graph.Node[0].Attribute);
        Assert.Equal([1L], Assert.Single(model.Graph.Initializer).Int64Data);
    }

    [Fact]
    public void A_split_into_equal_parts_says_their_number()
    {
        NodeProto node = Assert.Single(Upgraded(out _, 17, Node("Split", ["x"], ["c", "d"], Int("axis", 1))).Graph.Node, static node => node.OpType == "Split");

        Assert.Equal(2, node.GetInt("num_outputs", 0));
    }

    [Theory]
    [InlineData("GroupNormalization", 18, 21)]
    [InlineData("DFT", 17, 20)]
    [InlineData("RoiAlign", 15, 16)]
    public void A_node_that_would_mean_something_else_keeps_the_opset(string type, long opset, long since)
    {
        ModelProto model = Upgraded(out string? note, opset, Node(type, ["x"], ["c"]));

        Assert.Equal(opset, model.OpsetImport[0].Version);
        Assert.Equal($"{type} at node 'node_c' means something else from opset {since} on", note);
    }

    [Fact]
    public void The_opset_is_raised_up_to_the_obstacle_where_that_helps_others()
    {
        ModelProto model = Upgraded(out string? note, 13, Node("GridSample", ["x", "x"], ["g"]), Node("Where", ["x", "g", "g"], ["c"]));

        Assert.Equal(16, model.OpsetImport[0].Version);
        Assert.Contains("GridSample", note, StringComparison.Ordinal);
    }

    [Fact]
    public void The_opset_is_not_raised_without_need()
    {
        ModelProto model = Model([Value("x", 1, 2)], [Value("y", 1, 2)], [Node("Relu", ["x"], ["y"])]);
        Assert.Null(OpsetUpgrade.Apply(new OnnxModel("", model)));
        Assert.Equal(17, model.OpsetImport[0].Version);
    }

    [Fact]
    public void What_stands_inside_nodes_counts_too()
    {
        GraphProto body = new() { Name = "body", Node = { Node("ReduceMean", ["x"], ["a"], Ints("axes", 1)) }, Output = { Value("a", 1, 2) } };
        ModelProto model = Upgraded(out string? note, 17, Node("If", ["x"], ["c"], Graph("then_branch", body), Graph("else_branch", body.Clone())));

        Assert.Equal(17, model.OpsetImport[0].Version);
        Assert.Equal("ReduceMean at node 'node_a' means something else from opset 18 on", note);
    }

    [Fact]
    public void Opsets_before_13_are_rewritten_first()
    {
        ModelProto model = Upgraded(out string? note, 11, Node("Softmax", ["x"], ["s"]), Node("Squeeze", ["s"], ["c"], Ints("axes", 1)));

        Assert.Equal((22, null), (model.OpsetImport[0].Version, note));
        Assert.Equal(["Shape", "Flatten", "Softmax", "Reshape", "Squeeze", "Conv"], model.Graph.Node.Select(static node => node.OpType));
        Assert.Contains("bf16 needs", Assert.Throws<OnnxModelException>(() => Upgraded(out _, 11, Node("Hardmax", ["x"], ["c"]))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 2, 2, 0, 22)] // fits exactly
    [InlineData(9, 2, 2, 0, 22)] // hangs over the end, and begins before it
    [InlineData(9, 3, 2, 1, 22)] // fits exactly into the padding
    [InlineData(8, 2, 3, 1, 17)] // may begin in the padding
    public void Rounded_up_pooling_is_raised_where_its_last_window_begins_in_the_data(long size, long kernel, long stride, long pad, long expected)
    {
        ModelProto model = Upgraded(
            out _, 17,
            Node("MaxPool", ["x"], ["c"], Ints("kernel_shape", kernel, kernel), Ints("strides", stride, stride), Ints("pads", pad, pad, pad, pad), Int("ceil_mode", 1)),
            size);

        Assert.Equal(expected, model.OpsetImport[0].Version);
    }

    [Theory]
    [InlineData(8, 0, 22)]
    [InlineData(9, 0, 22)]
    [InlineData(8, 1, 22)]
    [InlineData(9, 1, 18)]
    public void Rounded_up_averages_are_raised_where_the_divisor_is_clear(long size, long countsPadding, long expected)
    {
        ModelProto model = Upgraded(
            out _, 18,
            Node("AveragePool", ["x"], ["c"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2), Int("ceil_mode", 1), Int("count_include_pad", countsPadding)),
            size);

        Assert.Equal(expected, model.OpsetImport[0].Version);
    }

    private static ModelProto Upgraded(out string? note, long opset, NodeProto node, long size)
    {
        ModelProto model = Model([Value("x", 1, -1, 3, size, size), Value("w", 1, -1)], [Value("y", 1, -1)], [node, s_convolution.Clone()], opset);
        note = OpsetUpgrade.Apply(new OnnxModel("", model));
        return model;
    }

    private static ModelProto Upgraded(out string? note, long opset, params NodeProto[] nodes)
    {
        ModelProto model = Model([Value("x", 1, -1), Value("w", 1, -1)], [Value("y", 1, -1)], [.. nodes, s_convolution.Clone()], opset);
        note = OpsetUpgrade.Apply(new OnnxModel("", model));
        return model;
    }
}
