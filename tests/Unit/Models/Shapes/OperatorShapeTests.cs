using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Shapes;

/// <summary>Shapes of single operators, mostly where opsets differ; expected values are worked out by hand from the specification.</summary>
public sealed class OperatorShapeTests
{
    [Theory]
    [InlineData(8, 3, 2, 0, 1, 4)] // (8 − 3) / 2 = 2.5, rounded up, + 1
    [InlineData(8, 3, 2, 0, 0, 3)]
    [InlineData(6, 2, 3, 0, 1, 2)] // a third window would start behind the end
    [InlineData(4, 1, 4, 0, 1, 1)]
    [InlineData(5, 2, 4, 1, 1, 2)] // a third window would start in the padding at the end
    [InlineData(3, 2, 2, 1, 1, 2)] // as PyTorch and engines do; the plain formula gives 3
    public void A_rounded_up_pooling_leaves_out_windows_that_start_in_the_padding(long size, long kernel, long stride, long pad, long ceil, long expected)
    {
        NodeProto node = Node("MaxPool", ["x"], ["y"], Ints("kernel_shape", kernel), Ints("strides", stride), Ints("pads", pad, pad), Int("ceil_mode", ceil));
        AssertShape([1, 2, expected], node, 17, [1, 2, size]);
    }

    [Theory]
    [InlineData("SAME_UPPER", 7, 4)]
    [InlineData("SAME_LOWER", 7, 4)]
    [InlineData("VALID", 7, 3)]
    [InlineData("NOTSET", 7, 4)]
    public void A_convolution_pads_as_auto_pad_says(string autoPad, long size, long expected)
    {
        NodeProto node = Node("Conv", ["x", "w"], ["y"], Text("auto_pad", autoPad), Ints("strides", 2, 2),
            autoPad == "NOTSET" ? Ints("pads", 1, 0, 1, 2) : Int("group", 1));
        AssertShape(autoPad == "NOTSET" ? [1, 4, 4, 4] : [1, 4, expected, expected], node, 11, [1, 3, size, size], Floats("w", [4, 3, 3, 3]));
    }

    [Fact]
    public void A_dilated_grouped_convolution_keeps_its_groups_apart()
    {
        NodeProto node = Node("Conv", ["x", "w"], ["y"], Int("group", 6), Ints("dilations", 2, 2));
        AssertShape([2, 12, 6, 4], node, 17, [2, 6, 10, 8], Floats("w", [12, 1, 3, 3]));
    }

    [Fact]
    public void A_transposed_convolution_grows_by_stride_and_output_padding()
    {
        NodeProto node = Node("ConvTranspose", ["x", "w"], ["y"], Ints("strides", 2, 2), Ints("pads", 1, 1, 1, 1), Ints("output_padding", 1, 1), Int("group", 2));
        AssertShape([1, 6, 8, 10], node, 17, [1, 4, 4, 5], Floats("w", [4, 3, 3, 3]));
    }

    [Theory]
    [InlineData(12, 13)]
    [InlineData(12, 17)]
    public void Axes_may_be_an_attribute_or_an_input(long opsetOfAttribute, long opsetOfInput)
    {
        AssertShape([1, 3, 1], Node("ReduceSum", ["x"], ["y"], Ints("axes", -1)), opsetOfAttribute, [1, 3, 4]);
        AssertShape([1, 3, 1], Node("ReduceSum", ["x", "a"], ["y"]), opsetOfInput, [1, 3, 4], Longs("a", [1], -1));
        AssertShape([3, 4], Node("Squeeze", ["x"], ["y"], Ints("axes", 0)), opsetOfAttribute, [1, 3, 4]);
        AssertShape([3, 4], Node("Squeeze", ["x", "a"], ["y"]), opsetOfInput, [1, 3, 4], Longs("a", [1], 0));
        AssertShape([1, 1, 3, 4, 1], Node("Unsqueeze", ["x"], ["y"], Ints("axes", 0, 4)), opsetOfAttribute, [1, 3, 4]);
        AssertShape([1, 1, 3, 4, 1], Node("Unsqueeze", ["x", "a"], ["y"]), opsetOfInput, [1, 3, 4], Longs("a", [2], -1, 0));
    }

    [Fact]
    public void The_greatest_elements_are_counted_by_an_attribute_or_an_input()
    {
        AssertShape([2, 3], Node("TopK", ["x"], ["y"], Int("k", 3)), 9, [2, 8]);
        AssertShape([4, 8], Node("TopK", ["x", "k"], ["y"], Int("axis", 0)), 11, [9, 8], Longs("k", [1], 4));
    }

    [Fact]
    public void Positions_become_vectors_along_a_new_axis()
    {
        AssertShape([2, 3, 10], Node("OneHot", ["x", "depth", "values"], ["y"]), 11, [2, 3], Longs("depth", [], 10), Floats("values", [2], 0, 1));
        AssertShape([2, 10, 3], Node("OneHot", ["x", "depth", "values"], ["y"], Int("axis", 1)), 11, [2, 3], Floats("depth", [1], 10), Floats("values", [2], 0, 1));
    }

    [Fact]
    public void ReduceMean_has_axes_as_an_input_since_opset_18()
    {
        AssertShape([1, 3], Node("ReduceMean", ["x", "a"], ["y"], Int("keepdims", 0)), 18, [1, 3, 4, 5], Longs("a", [2], 2, 3));
        AssertShape([1, 3, 4], Node("ReduceMean", ["x", "a"], ["y"], Int("noop_with_empty_axes", 1)), 18, [1, 3, 4], Longs("a", [0]));
        AssertShape([1, 1, 1], Node("ReduceMean", ["x"], ["y"]), 18, [1, 3, 4]);
    }

    [Fact]
    public void Slice_had_attributes_and_has_inputs_with_steps()
    {
        AssertShape([2, 2], Node("Slice", ["x"], ["y"], Ints("starts", 0, -3), Ints("ends", 2, -1)), 9, [4, 5]);
        NodeProto node = Node("Slice", ["x", "s", "e", "a", "t"], ["y"]);
        AssertShape([4, 3], node, 13, [4, 5], Longs("s", [1], -1), Longs("e", [1], long.MinValue), Longs("a", [1], 1), Longs("t", [1], -2));
        AssertShape([4, 0], node, 13, [4, 5], Longs("s", [1], 9), Longs("e", [1], 12), Longs("a", [1], 1), Longs("t", [1], 1));
    }

    [Fact]
    public void Split_into_a_number_of_parts_makes_the_last_one_smaller()
    {
        NodeProto node = Node("Split", ["x"], ["y", "z", "u"], Int("num_outputs", 3), Int("axis", -1));
        AssertShape([2, 3], node, 18, [2, 8]);
        Assert.Equal([2, 2], Infer(node, 18, [2, 8])["u"].Shape!);
        Assert.Equal([2, 5], Infer(Node("Split", ["x"], ["z", "y"], Ints("split", 3, 5), Int("axis", 1)), 11, [2, 8])["y"].Shape!);
        Assert.Equal([2, 5], Infer(Node("Split", ["x", "s"], ["z", "y"], Int("axis", 1)), 13, [2, 8], Longs("s", [2], 3, 5))["y"].Shape!);
    }

    [Fact]
    public void Pad_has_attributes_inputs_and_axes()
    {
        AssertShape([3, 9], Node("Pad", ["x"], ["y"], Ints("pads", 0, 1, 1, 3)), 10, [2, 5]);
        AssertShape([3, 4], Node("Pad", ["x", "p"], ["y"]), 13, [2, 5], Longs("p", [4], 0, -1, 1, 0));
        AssertShape([2, 9], Node("Pad", ["x", "p", "", "a"], ["y"]), 18, [2, 5], Longs("p", [2], 1, 3), Longs("a", [1], -1));
    }

    [Fact]
    public void Resize_takes_scales_or_sizes_for_all_axes_or_some()
    {
        AssertShape([1, 3, 6, 10], Node("Upsample", ["x"], ["y"], FloatList("scales", 1, 1, 1.5f, 2)), 7, [1, 3, 4, 5]);
        AssertShape([1, 3, 6, 10], Node("Upsample", ["x", "s"], ["y"]), 9, [1, 3, 4, 5], Floats("s", [4], 1, 1, 1.5f, 2));
        AssertShape([1, 3, 6, 10], Node("Resize", ["x", "s"], ["y"]), 10, [1, 3, 4, 5], Floats("s", [4], 1, 1, 1.5f, 2));
        AssertShape([1, 3, 6, 10], Node("Resize", ["x", "", "s"], ["y"]), 13, [1, 3, 4, 5], Floats("s", [4], 1, 1, 1.5f, 2));
        AssertShape([1, 3, 7, 9], Node("Resize", ["x", "", "", "z"], ["y"]), 13, [1, 3, 4, 5], Longs("z", [4], 1, 3, 7, 9));
        // An empty scales tensor, as exporters for opset 11 wrote it.
        AssertShape([1, 3, 7, 9], Node("Resize", ["x", "e", "e", "z"], ["y"]), 11, [1, 3, 4, 5], new TensorProto { Name = "e", DataType = 1, Dims = { 0 } }, Longs("z", [4], 1, 3, 7, 9));
        AssertShape([1, 3, 8, 5], Node("Resize", ["x", "", "", "z"], ["y"], Ints("axes", 2)), 18, [1, 3, 4, 5], Longs("z", [1], 8));
        AssertShape([1, 3, 8, 10], Node("Resize", ["x", "", "", "z"], ["y"], Ints("axes", 2, 3), Text("keep_aspect_ratio_policy", "not_larger")), 18, [1, 3, 4, 5], Longs("z", [2], 8, 20));
        AssertShape([1, 3, 16, 20], Node("Resize", ["x", "", "", "z"], ["y"], Ints("axes", 2, 3), Text("keep_aspect_ratio_policy", "not_smaller")), 18, [1, 3, 4, 5], Longs("z", [2], 8, 20));
        // 0.7 × 10 is 7 in single precision.
        AssertShape([1, 1, 7], Node("Resize", ["x", "", "s"], ["y"]), 13, [1, 1, 10], Floats("s", [3], 1, 1, 0.7f));
    }

    [Theory]
    [InlineData(new long[] { 0, -1 }, 0, new long[] { 2, 12 })]
    [InlineData(new long[] { -1 }, 0, new long[] { 24 })]
    [InlineData(new long[] { 4, 0, -1 }, 0, new long[] { 4, 3, 2 })]
    public void Reshape_copies_and_finds_dimensions(long[] wanted, long allowZero, long[] expected)
    {
        AssertShape(expected, Node("Reshape", ["x", "s"], ["y"], Int("allowzero", allowZero)), 14, [2, 3, 4], Longs("s", [wanted.Length], wanted));
    }

    [Fact]
    public void Reshape_may_take_zero_as_it_stands()
    {
        AssertShape([0, 5], Node("Reshape", ["x", "s"], ["y"], Int("allowzero", 1)), 14, [0, 3], Longs("s", [2], 0, 5));
    }

    [Fact]
    public void Reshape_to_another_number_of_elements_is_a_problem_and_no_shape()
    {
        GraphShapes shapes = Infer(Node("Reshape", ["x", "s"], ["y"]), 14, [2, 3], Longs("s", [2], 4, 2));
        Assert.Null(shapes["y"].Shape);
        Assert.Contains("Reshape that makes 'y'", Assert.Single(shapes.Problems), StringComparison.Ordinal);
        Assert.Equal(["Reshape"], shapes.UnknownOperators);
    }

    [Fact]
    public void MatMul_treats_vectors_as_numpy_does()
    {
        AssertShape([2, 3, 5], Node("MatMul", ["x", "w"], ["y"]), 13, [2, 3, 4], Floats("w", [4, 5]));
        AssertShape([2, 3], Node("MatMul", ["x", "w"], ["y"]), 13, [2, 3, 4], Floats("w", [4]));
        AssertShape([7, 5], Node("MatMul", ["x", "w"], ["y"]), 13, [4], Floats("w", [7, 4, 5]));
        AssertShape([], Node("MatMul", ["x", "w"], ["y"]), 13, [4], Floats("w", [4]));
    }

    [Fact]
    public void Normalizations_and_activations_keep_the_shape()
    {
        foreach (string type in (string[])["Gelu", "HardSwish", "Erf", "LRN", "Softmax", "IsNaN", "Neg"])
        {
            AssertShape([2, 6, 4], Node(type, ["x"], ["y"]), 20, [2, 6, 4]);
        }

        AssertShape([2, 6, 4], Node("GroupNormalization", ["x", "s", "s"], ["y"], Int("num_groups", 2)), 21, [2, 6, 4], Floats("s", [6]));
        AssertShape([2, 6, 4], Node("InstanceNormalization", ["x", "s", "s"], ["y"]), 17, [2, 6, 4], Floats("s", [6]));
        Assert.Equal([2, 1, 1], Infer(Node("LayerNormalization", ["x", "s"], ["z", "y"], Int("axis", 1)), 17, [2, 6, 4], Floats("s", [6, 4]))["y"].Shape!);
    }

    [Fact]
    public void Masks_and_comparisons_are_booleans_and_a_cast_is_what_it_says()
    {
        Assert.Equal(ElementType.Bool, Infer(Node("Dropout", ["x"], ["z", "y"]), 13, [2])["y"].Type);
        Assert.Equal(ElementType.Float32, Infer(Node("Dropout", ["x"], ["z", "y"]), 7, [2])["y"].Type);
        Assert.Equal(ElementType.Bool, Infer(Node("Less", ["x", "x"], ["y"]), 13, [2])["y"].Type);
        Assert.Equal(ElementType.Float16, Infer(Node("Cast", ["x"], ["y"], Int("to", 10)), 13, [2])["y"].Type);
        Assert.Equal(ElementType.UInt8, Infer(Node("QuantizeLinear", ["x", "s"], ["y"]), 13, [2], Floats("s", [], 1f))["y"].Type);
        Assert.Equal(ElementType.Int64, Infer(Node("MaxPool", ["x"], ["z", "y"], Ints("kernel_shape", 2)), 13, [1, 1, 4])["y"].Type);
    }

    private static AttributeProto FloatList(string name, params float[] values)
    {
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Floats, Floats = { values } };
    }

    private static GraphShapes Infer(NodeProto node, long opset, long[] input, params TensorProto[] initializers)
    {
        ModelProto model = Model([Value("x", 1, input)], [new ValueInfoProto { Name = "y" }], [node], opset);
        model.Graph.Initializer.Add(initializers);
        return GraphShapes.Infer(new OnnxModel("", model), new Dictionary<string, long[]>());
    }

    private static void AssertShape(long[] expected, NodeProto node, long opset, long[] input, params TensorProto[] initializers)
    {
        GraphShapes shapes = Infer(node, opset, input, initializers);
        Assert.Empty(shapes.Problems);
        Assert.Equal(expected, shapes["y"].Shape!);
    }
}
