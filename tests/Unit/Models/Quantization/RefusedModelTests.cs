using InferenceBench.Models.Onnx;
using InferenceBench.Models.Quantization;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Quantization;

public sealed class RefusedModelTests
{
    [Fact]
    public void A_quantized_model_is_refused_with_the_node_that_tells()
    {
        ModelProto model = Convolution();
        model.Graph.Node.Add(Node("DequantizeLinear", ["w", "b"], ["d"]));
        model.Graph.Output.Add(Value("d", 1, 4, 3, 3, 3));

        Assert.Contains("is quantized already: it holds DequantizeLinear (node 'node_d')", Refuse(model), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, "fp16")]
    [InlineData(16, "bf16")]
    public void A_model_in_half_precision_is_refused(int type, string precision)
    {
        ModelProto model = Convolution();
        foreach (TensorProto tensor in model.Graph.Initializer)
        {
            tensor.RawData = Google.Protobuf.ByteString.CopyFrom(new byte[tensor.RawData.Length / 2]);
            tensor.DataType = type;
        }

        Assert.Contains($"is a model in {precision}", Refuse(model), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_convolutions_and_matrix_products_is_refused()
    {
        ModelProto model = Model([Value("x", 1, -1, 4)], [Value("y", 1, -1, 4)], [Node("Relu", ["x"], ["y"])]);

        Assert.Contains("it has no Conv, Gemm or MatMul", Refuse(model), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_whose_products_have_no_constant_weight_is_refused_with_that_reason()
    {
        ModelProto model = Model([Value("x", 1, 4, 4)], [Value("y", 1, 4, 4)], [Node("MatMul", ["x", "x"], ["y"])]);

        Assert.Contains("1 MatMul (its weight is no constant of float32)", Refuse(model), StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_that_is_not_finite_is_left_with_that_reason()
    {
        ModelProto model = Convolution();
        model.Graph.Initializer[1] = Floats("b", [4], 1, float.NaN, 1, 1);

        Assert.Contains("1 Conv (its bias holds NaN or infinity)", Refuse(model), StringComparison.Ordinal);
    }

    private static string Refuse(ModelProto model)
    {
        return Assert.Throws<OnnxModelException>(() => ModelQuantizer.Prepare(new OnnxModel("/models/net.onnx", model), Quantized.OnnxRuntime)).Message;
    }
}
