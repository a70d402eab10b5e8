using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Lowering;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Torch.Lowering;

/// <summary>What single nodes become; expected text is worked out by hand from ONNX's and libtorch's documentation.</summary>
public sealed class OperatorLoweringTests
{
    [Fact]
    public void A_convolution_with_equal_pads_is_one_call()
    {
        NodeProto node = Node("Conv", ["x", "w", "b"], ["y"], Ints("pads", 1, 2, 1, 2), Ints("strides", 2, 1), Ints("dilations", 1, 2), Int("group", 2));
        Assert.Equal(["torch.conv2d(x, self.w, self.b, [2, 1], [1, 2], [1, 2], 2)"],
            Lowered.Node(11, [1, 4, 9, 9], node, Floats("w", [6, 2, 3, 3]), Floats("b", [6])));
    }

    [Theory]
    [InlineData("SAME_UPPER", "[0, 1]")]
    [InlineData("SAME_LOWER", "[1, 0]")]
    public void A_convolution_with_unequal_pads_pads_its_input_first(string autoPad, string pads)
    {
        NodeProto node = Node("Conv", ["x", "w"], ["y"], Text("auto_pad", autoPad), Ints("strides", 2));
        Assert.Equal([$"torch.constant_pad_nd(x, {pads}, 0)", "torch.conv1d(padded, self.w, None, [2], [0], [1], 1)"],
            Lowered.Node(11, [1, 4, 8], node, Floats("w", [6, 4, 3])));
    }

    [Fact]
    public void Unequal_pads_of_a_transposed_convolution_become_output_padding_where_that_is_the_same()
    {
        NodeProto node = Node("ConvTranspose", ["x", "w"], ["y"], Ints("pads", 1, 0), Ints("strides", 2));
        Assert.Equal(["torch.conv_transpose1d(x, self.w, None, [2], [1], [1], 1, [1])"], Lowered.Node(11, [1, 4, 8], node, Floats("w", [4, 6, 3])));
    }

    [Fact]
    public void Other_pads_of_a_transposed_convolution_are_cut_off_and_the_bias_comes_last()
    {
        NodeProto node = Node("ConvTranspose", ["x", "w", "b"], ["y"], Ints("pads", 0, 1), Ints("strides", 2));
        Assert.Equal(
            [
                "torch.conv_transpose1d(x, self.w, None, [2], [0], [0], 1, [1])",
                "self.b.reshape([-1, 1])",
                "torch.constant_pad_nd(whole, [0, -1], 0)",
                "torch.add(section, bias)",
            ],
            Lowered.Node(11, [1, 4, 8], node, Floats("w", [4, 6, 3]), Floats("b", [6])));
    }

    [Fact]
    public void A_rounded_up_pooling_is_libtorchs_own_with_equal_pads()
    {
        NodeProto node = Node("MaxPool", ["x"], ["y"], Ints("kernel_shape", 3, 3), Ints("strides", 2, 2), Ints("pads", 1, 1, 1, 1), Int("ceil_mode", 1));
        Assert.Equal(["torch.max_pool2d(x, [3, 3], [2, 2], [1, 1], [1, 1], True)"], Lowered.Node(12, [1, 2, 8, 8], node));
    }

    [Fact]
    public void Unequal_pads_of_a_max_pooling_are_the_smallest_number()
    {
        NodeProto node = Node("MaxPool", ["x"], ["y"], Ints("kernel_shape", 2), Ints("pads", 0, 1));
        Assert.Equal(["torch.constant_pad_nd(x, [0, 1], (-1e308 * 10.0))", "torch.max_pool1d(padded, [2], [1], [0], [1], False)"], Lowered.Node(12, [1, 2, 8], node));
    }

    [Fact]
    public void Unequal_pads_of_an_average_pooling_do_not_count()
    {
        NodeProto node = Node("AveragePool", ["x"], ["y"], Ints("kernel_shape", 2), Ints("pads", 0, 1));
        TorchProgram program = Lowered.Graph(11, [Lowered.Input("x", 1, 2, 3)], [node]);
        Assert.Equal(["torch.constant_pad_nd(x, [0, 1], 0)", "torch.avg_pool1d(padded, [2], [1], [0], False, True)", "torch.mul(mean, self.factors)"],
            program.Forward.Select(static statement => statement.Expression));

        // The last window holds one element and one pad.
        Assert.Equal([1f, 1f, 2f], System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(Assert.Single(program.Parameters).Read().Span).ToArray());
    }

    [Fact]
    public void A_linear_layer_is_one_call()
    {
        NodeProto node = Node("Gemm", ["x", "w", "b"], ["y"], Int("transB", 1));
        Assert.Equal(["torch.linear(x, self.w, self.b)"], Lowered.Node(13, [2, 3], node, Floats("w", [4, 3]), Floats("b", [4])));
    }

    [Fact]
    public void Factors_of_a_matrix_product_keep_the_digits_of_the_file()
    {
        NodeProto node = Node("Gemm", ["x", "w", "b"], ["y"], Int("transA", 1), Float("alpha", 0.1f), Float("beta", 2));
        Assert.Equal(["torch.addmm(self.b, x.t(), self.w, beta=2.0, alpha=0.1)"], Lowered.Node(13, [3, 2], node, Floats("w", [3, 4]), Floats("b", [4])));
    }

    [Fact]
    public void Integers_are_divided_towards_zero()
    {
        TorchProgram program = Lowered.Graph(14, [new TensorSpec("a", ElementType.Int32, [3]), new TensorSpec("b", ElementType.Int32, [3])], [Node("Div", ["a", "b"], ["y"])]);
        Assert.Equal("torch.div(a, b, rounding_mode=\"trunc\")", Assert.Single(program.Forward).Expression);
    }

    [Theory]
    [InlineData(ElementType.Float32, 6)]
    [InlineData(ElementType.Float16, 5)]
    [InlineData(ElementType.BFloat16, 15)]
    public void A_cast_to_float32_is_one_to_the_type_that_the_program_computes_in(ElementType compute, int number)
    {
        ModelProto model = Model([Value("x", 7, 3)], [new ValueInfoProto { Name = "y" }], [Node("Cast", ["x"], ["y"], Int("to", 1))]);
        TorchProgram program = GraphLowering.Lower(new OnnxModel("", model), [new TensorSpec("x", ElementType.Int64, [3])], new LoweringOptions(compute));
        Assert.Equal($"x.to({number})", Assert.Single(program.Forward).Expression);
    }

    private static AttributeProto Float(string name, float value)
    {
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };
    }
}
