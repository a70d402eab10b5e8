using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Models.Quantization;

public sealed class TensorRtTargetTests
{
    [Fact]
    public void Activations_are_signed_with_zero_point_0_and_the_bias_stays_fp32()
    {
        GraphProto graph = Quantized.Of(SmallModels.Convolution(), Quantized.TensorRt);
        NodeProto conv = Quantized.Node(graph, "Conv");
        NodeProto activation = Quantized.Source(graph, conv, 0);
        TensorProto zeroPoint = Quantized.Initializer(graph, activation.Input[2]);

        Assert.Equal("Q DQ Conv Relu", Quantized.Operators(graph));
        Assert.Equal((3, 0), (zeroPoint.DataType, zeroPoint.RawData[0]));
        Assert.Equal(3 / 127f, Quantized.Floats(Quantized.Initializer(graph, activation.Input[1]))[0]);
        Assert.Equal(3, Quantized.Initializer(graph, Quantized.Source(graph, conv, 1).Input[0]).DataType);
        Assert.Equal("b", conv.Input[2]);
        Assert.Equal(1, Quantized.Initializer(graph, "b").DataType);
    }

    [Fact]
    public void Weights_can_stay_floats_behind_operators_of_their_own()
    {
        GraphProto graph = Quantized.Of(SmallModels.Convolution(), Quantized.TensorRt with { HasFloatWeights = true });
        NodeProto dequantize = Quantized.Source(graph, Quantized.Node(graph, "Conv"), 1);
        NodeProto quantize = Quantized.Source(graph, dequantize, 0);
        GraphProto usual = Quantized.Of(SmallModels.Convolution(), Quantized.TensorRt);
        NodeProto integers = Quantized.Source(usual, Quantized.Node(usual, "Conv"), 1);

        Assert.Equal(("DequantizeLinear", "QuantizeLinear"), (dequantize.OpType, quantize.OpType));
        Assert.Equal((int)ElementType.Float32, Quantized.Initializer(graph, quantize.Input[0]).DataType);
        Assert.Equal(dequantize.Input.Skip(1), quantize.Input.Skip(1));
        Assert.Equal(dequantize.GetInt("axis", -1), quantize.GetInt("axis", -2));
        Assert.Equal(Quantized.Floats(Quantized.Initializer(usual, integers.Input[1])), Quantized.Floats(Quantized.Initializer(graph, dequantize.Input[1])));
    }

    [Fact]
    public void Of_a_residual_addition_the_branch_that_is_no_convolution_is_quantized()
    {
        GraphProto graph = Quantized.Of(OnnxRuntimeTargetTests.Residual(), Quantized.TensorRt);
        NodeProto add = Quantized.Node(graph, "Add");

        Assert.Equal("Q DQ Conv Relu Q DQ Conv Add Relu Q DQ Conv", Quantized.Operators(graph));
        Assert.Equal("Conv", Quantized.Source(graph, add, 0).OpType);
        Assert.Equal("DequantizeLinear", Quantized.Source(graph, add, 1).OpType);
    }

    [Fact]
    public void An_addition_that_belongs_to_no_convolution_stays_as_it_is()
    {
        ModelProto model = OnnxRuntimeTargetTests.Residual();
        model.Graph.Node[3].Input[0] = "r1";
        model.Graph.Node.RemoveAt(2);

        Assert.Equal("Q DQ Conv Relu Add Relu Q DQ Conv", Quantized.Operators(Quantized.Of(model, Quantized.TensorRt)));
    }

    [Fact]
    public void An_excluded_addition_keeps_its_branches()
    {
        GraphProto graph = Quantized.Of(OnnxRuntimeTargetTests.Residual(), Quantized.TensorRt with { ExcludedNodes = ["node_s"] });

        Assert.Equal("r1", Quantized.Node(graph, "Add").Input[1]);
    }
}
