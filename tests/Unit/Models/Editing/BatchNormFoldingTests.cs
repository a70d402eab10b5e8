using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Editing;

public sealed class BatchNormFoldingTests
{
    // Per channel: y = scale·(x − mean)/sqrt(variance + epsilon) + shift, with epsilon 1 and variances 3 and 15 a division by 2 and by 4.
    private static readonly float[] s_scale = [2, 8];
    private static readonly float[] s_shift = [10, 20];
    private static readonly float[] s_mean = [1, -1];
    private static readonly float[] s_variance = [3, 15];

    [Fact]
    public void A_convolutions_weights_are_scaled_by_output_channel_and_it_gets_a_bias()
    {
        ModelProto model = Create("Conv", Floats("w", [2, 2, 1, 1], 1, 2, 3, 4), null);

        Assert.Equal(1, BatchNormFolding.Fold(new OnnxModel("", model)));

        NodeProto conv = Assert.Single(model.Graph.Node);
        Assert.Equal("y", conv.Output[0]);
        Assert.Equal([1, 2, 6, 8], Read(model, conv.Input[1]));
        Assert.Equal([10 - 1, 20 + 2], Read(model, conv.Input[2]));
        Assert.Equal(2, model.Graph.Initializer.Count);
    }

    [Fact]
    public void A_bias_is_scaled_and_shifted()
    {
        ModelProto model = Create("Conv", Floats("w", [2, 2, 1, 1], 1, 2, 3, 4), Floats("b", [2], 5, 6));

        BatchNormFolding.Fold(new OnnxModel("", model));

        Assert.Equal([5 + 9, 12 + 22], Read(model, model.Graph.Node[0].Input[2]));
    }

    [Fact]
    public void A_transposed_convolution_has_its_output_channels_along_the_second_axis()
    {
        ModelProto model = Create("ConvTranspose", Floats("w", [2, 2, 1, 1], 1, 2, 3, 4), null);

        Assert.Equal(1, BatchNormFolding.Fold(new OnnxModel("", model)));

        Assert.Equal([1, 4, 3, 8], Read(model, model.Graph.Node[0].Input[1]));
    }

    [Fact]
    public void In_groups_a_transposed_convolutions_output_channels_follow_the_group()
    {
        ModelProto model = Create("ConvTranspose", Floats("w", [4, 1, 1, 1], 1, 2, 3, 4), null, Int("group", 2));

        Assert.Equal(1, BatchNormFolding.Fold(new OnnxModel("", model)));

        Assert.Equal([1, 2, 6, 8], Read(model, model.Graph.Node[0].Input[1]));
    }

    [Theory]
    [InlineData(0, new float[] { 1, 4, 3, 8 })]
    [InlineData(1, new float[] { 1, 2, 6, 8 })]
    public void A_Gemms_output_channels_lie_where_transB_says(long transB, float[] expected)
    {
        ModelProto model = Create("Gemm", Floats("w", [2, 2], 1, 2, 3, 4), Floats("b", [], 5), Int("transB", transB), new AttributeProto { Name = "beta", F = 3 });

        Assert.Equal(1, BatchNormFolding.Fold(new OnnxModel("", model)));

        NodeProto gemm = model.Graph.Node[0];
        Assert.Equal(expected, Read(model, gemm.Input[1]));
        Assert.Equal([15 + 9, 30 + 22], Read(model, gemm.Input[2]));
        Assert.Null(gemm.FindAttribute("beta"));
    }

    [Fact]
    public void A_weight_that_another_node_reads_stays_for_it()
    {
        ModelProto model = Create("Conv", Floats("w", [2, 2, 1, 1], 1, 2, 3, 4), null);
        model.Graph.Node.Add(Node("Conv", ["x", "w"], ["z"]));
        model.Graph.Output.Add(Value("z", 1, -1, 2, 8, 8));

        Assert.Equal(1, BatchNormFolding.Fold(new OnnxModel("", model)));

        Assert.Equal([1, 2, 3, 4], Read(model, "w"));
        Assert.NotEqual("w", model.Graph.Node[0].Input[1]);
    }

    [Fact]
    public void A_convolution_that_somebody_else_reads_or_that_is_an_output_is_left_alone()
    {
        ModelProto read = Create("Conv", Floats("w", [2, 2, 1, 1]), null);
        read.Graph.Node.Add(Node("Relu", ["c"], ["z"]));
        read.Graph.Output.Add(Value("z", 1, -1, 2, 8, 8));
        ModelProto output = Create("Conv", Floats("w", [2, 2, 1, 1]), null);
        output.Graph.Output.Add(Value("c", 1, -1, 2, 8, 8));

        Assert.Equal(0, BatchNormFolding.Fold(new OnnxModel("", read)));
        Assert.Equal(0, BatchNormFolding.Fold(new OnnxModel("", output)));
        Assert.Equal(3, read.Graph.Node.Count);
    }

    [Fact]
    public void A_training_one_and_one_behind_another_operator_are_left_alone()
    {
        ModelProto training = Create("Conv", Floats("w", [2, 2, 1, 1]), null);
        training.Graph.Node[1].Attribute.Add(Int("training_mode", 1));
        ModelProto behind = Create("Relu", null, null);

        Assert.Equal(0, BatchNormFolding.Fold(new OnnxModel("", training)));
        Assert.Equal(0, BatchNormFolding.Fold(new OnnxModel("", behind)));
    }

    private static ModelProto Create(string type, TensorProto? weight, TensorProto? bias, params AttributeProto[] attributes)
    {
        string[] inputs = bias is not null ? ["x", "w", "b"] : weight is not null ? ["x", "w"] : ["x"];
        ModelProto model = Model(
            [Value("x", 1, -1, 2, 8, 8)],
            [Value("y", 1, -1, 2, 8, 8)],
            [Node(type, inputs, ["c"], attributes), Node("BatchNormalization", ["c", "s", "t", "m", "v"], ["y"], new AttributeProto { Name = "epsilon", F = 1 })]);
        model.Graph.Initializer.Add([Floats("s", [2], s_scale), Floats("t", [2], s_shift), Floats("m", [2], s_mean), Floats("v", [2], s_variance)]);
        if (weight is not null)
        {
            model.Graph.Initializer.Add(weight);
        }

        if (bias is not null)
        {
            model.Graph.Initializer.Add(bias);
        }

        return model;
    }

    private static float[] Read(ModelProto model, string name)
    {
        return TensorReader.ReadFloats(new OnnxModel("", model), model.Graph.Initializer.Single(tensor => tensor.Name == name));
    }
}
