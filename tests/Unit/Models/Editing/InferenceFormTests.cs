using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Editing;

public sealed class InferenceFormTests
{
    [Fact]
    public void Identity_and_Dropout_are_taken_out_constants_become_initializers_and_nodes_get_names()
    {
        ModelProto model = Model(
            [Value("x", 1, -1, 4)],
            [Value("y", 1, -1, 4)],
            [
                Node("Identity", ["x"], ["a"]), Node("Dropout", ["a"], ["b"]), Node("Constant", [], ["k"], Tensor("value", Floats("", [4]))),
                Node("Add", ["b", "k"], ["y"]),
            ]);
        model.Graph.Node[3].Name = "";

        GraphProto graph = InferenceForm.Of(new OnnxModel("", model)).Proto.Graph;

        NodeProto add = Assert.Single(graph.Node);
        Assert.Equal(["x", "k"], add.Input);
        Assert.Equal("y", add.Name);
        Assert.Equal("k", Assert.Single(graph.Initializer).Name);
        Assert.Equal(4, model.Graph.Node.Count);
    }

    [Fact]
    public void Dropout_that_trains_or_whose_mask_is_read_stays()
    {
        ModelProto training = Model([Value("x", 1, -1, 4)], [Value("y", 1, -1, 4)], [Node("Dropout", ["x", "", "t"], ["a"]), Node("Relu", ["a"], ["y"])]);
        training.Graph.Initializer.Add(new TensorProto { Name = "t", DataType = 9, Int32Data = { 1 } });
        ModelProto masked = Model([Value("x", 1, -1, 4)], [Value("m", 9, -1, 4)], [Node("Dropout", ["x"], ["a", "m"])]);

        Assert.Equal(2, InferenceForm.Of(new OnnxModel("", training)).Proto.Graph.Node.Count);
        Assert.Single(InferenceForm.Of(new OnnxModel("", masked)).Proto.Graph.Node);
    }

    [Fact]
    public void An_Identity_that_makes_an_output_stays()
    {
        ModelProto model = Model([Value("x", 1, -1, 4)], [Value("y", 1, -1, 4)], [Node("Relu", ["x"], ["a"]), Node("Identity", ["a"], ["y"])]);

        Assert.Equal(2, InferenceForm.Of(new OnnxModel("", model)).Proto.Graph.Node.Count);
    }

    [Fact]
    public void Weights_that_are_listed_as_inputs_can_no_longer_be_overridden()
    {
        ModelProto model = Convolution();
        model.IrVersion = 3;
        model.Graph.Input.Add(Value("w", 1, 4, 3, 3, 3));

        ModelProto result = InferenceForm.Of(new OnnxModel("", model)).Proto;

        Assert.Equal("x", Assert.Single(result.Graph.Input).Name);
        Assert.True(result.IrVersion >= 4);
    }

    [Fact]
    public void A_zero_pad_of_the_spatial_dimensions_goes_into_the_convolution()
    {
        ModelProto model = Padded([0, 0, 0, 1, 0, 0, 2, 3], 0);

        Assert.Equal(1, PadFolding.Fold(new OnnxModel("", model)));

        NodeProto conv = Assert.Single(model.Graph.Node);
        Assert.Equal("x", conv.Input[0]);
        Assert.Equal([1, 2, 3, 4], conv.GetInts("pads")!);
    }

    [Theory]
    [InlineData(new long[] { 0, 1, 0, 0, 0, 0, 0, 0 }, 0)]
    [InlineData(new long[] { 0, 0, -1, 0, 0, 0, 0, 0 }, 0)]
    [InlineData(new long[] { 0, 0, 1, 1, 0, 0, 1, 1 }, 5)]
    public void A_pad_of_channels_with_another_value_or_that_crops_stays(long[] pads, float value)
    {
        ModelProto model = Padded(pads, value);

        Assert.Equal(0, PadFolding.Fold(new OnnxModel("", model)));
        Assert.Equal(2, model.Graph.Node.Count);
    }

    private static ModelProto Padded(long[] pads, float value)
    {
        ModelProto model = Model(
            [Value("x", 1, -1, 2, 8, 8)],
            [Value("y", 1, -1, 2, 8, 8)],
            [Node("Pad", ["x", "p", "v"], ["a"]), Node("Conv", ["a", "w"], ["y"], Ints("pads", 1, 1, 1, 1))]);
        model.Graph.Initializer.Add([Longs("p", [8], pads), Floats("v", [], value), Floats("w", [2, 2, 1, 1])]);
        return model;
    }
}
