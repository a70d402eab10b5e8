using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Editing;

public sealed class Opset13Tests
{
    [Fact]
    public void Attributes_that_became_inputs_become_inputs()
    {
        ModelProto model = Upgrade(9, Node("Unsqueeze", ["x"], ["a"], Ints("axes", 0)));
        NodeProto node = Assert.Single(model.Graph.Node);

        Assert.Empty(node.Attribute);
        Assert.Equal([0], Read(model, node.Input[1]));
        Assert.Equal(13, model.OpsetImport[0].Version);
    }

    [Fact]
    public void A_Slice_of_opset_9_gets_all_its_inputs()
    {
        ModelProto model = Upgrade(9, Node("Slice", ["x"], ["a"], Ints("starts", 1), Ints("ends", 3), Ints("axes", 2)));

        Assert.Equal([[1L], [3L], [2L]], model.Graph.Node[0].Input.Skip(1).Select(input => Read(model, input)));
    }

    [Fact]
    public void A_Clip_of_opset_10_keeps_a_bound_that_is_left_out_left_out()
    {
        ModelProto model = Upgrade(10, Node("Clip", ["x"], ["a"], new AttributeProto { Name = "max", F = 6 }));
        NodeProto node = model.Graph.Node[0];

        Assert.Equal("", node.Input[1]);
        Assert.Equal([6f], TensorReader.ReadFloats(new OnnxModel("", model), model.Graph.Initializer.Single(tensor => tensor.Name == node.Input[2])));
        Assert.Empty(node.Attribute);
    }

    [Fact]
    public void A_Softmax_over_several_axes_stays_one_over_rows()
    {
        ModelProto model = Upgrade(11, Node("Softmax", ["x"], ["a"]));

        Assert.Equal(["Shape", "Flatten", "Softmax", "Reshape"], model.Graph.Node.Select(static node => node.OpType));
        Assert.Equal(1, model.Graph.Node[1].GetInt("axis", 0));
        Assert.Equal(-1, model.Graph.Node[2].GetInt("axis", 0));
        Assert.Equal("a", model.Graph.Node[3].Output[0]);
    }

    [Fact]
    public void An_Upsample_becomes_the_Resize_that_rounds_as_it_did()
    {
        ModelProto model = Upgrade(9, Node("Upsample", ["x", "s"], ["a"], Text("mode", "nearest")));
        NodeProto node = model.Graph.Node[0];

        Assert.Equal("Resize", node.OpType);
        Assert.Equal(["x", "", "s"], node.Input);
        Assert.Equal(("nearest", "asymmetric", "floor"), (node.GetText("mode", ""), node.GetText("coordinate_transformation_mode", ""), node.GetText("nearest_mode", "")));
    }

    [Fact]
    public void A_model_of_opset_13_or_later_stays_as_it_is()
    {
        ModelProto model = Upgrade(17, Node("Softmax", ["x"], ["a"]));

        Assert.Equal(17, model.OpsetImport[0].Version);
        Assert.Single(model.Graph.Node);
    }

    [Theory]
    [InlineData(6, "Relu", "only 7 and later are upgraded")]
    [InlineData(11, "Hardmax", "holds Hardmax (node 'node_a')")]
    public void What_is_not_translated_is_refused_by_name(long opset, string type, string message)
    {
        OnnxModelException e = Assert.Throws<OnnxModelException>(() => Upgrade(opset, Node(type, ["x"], ["a"])));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    private static ModelProto Upgrade(long opset, NodeProto node)
    {
        ModelProto model = Model([Value("x", 1, -1, 4, 4, 4)], [Value("a", 1, -1, 4, 4, 4)], [node], opset);
        Opset13.Apply(new OnnxModel("", model), "testing");
        return model;
    }

    private static long[] Read(ModelProto model, string name)
    {
        return TensorReader.ReadInt64s(new OnnxModel("", model), model.Graph.Initializer.Single(tensor => tensor.Name == name));
    }
}
