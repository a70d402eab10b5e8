using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Lowering;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Nodes that are lowered together, and shapes that depend on the data.</summary>
public sealed class JoinedNodeTests
{
    private static readonly NodeProto[] s_shuffle =
    [
        Node("Reshape", ["i", "split"], ["a"]),
        Node("Transpose", ["a"], ["b"], Ints("perm", 0, 2, 1, 3, 4)),
        Node("Reshape", ["b", "joined"], ["c"]),
    ];

    [Fact]
    public void A_channel_shuffle_stays_in_channels_last()
    {
        NodeProto[] nodes = [Node("Transpose", ["x"], ["i"], Ints("perm", 0, 3, 1, 2)), .. s_shuffle, Node("Transpose", ["c"], ["y"], Ints("perm", 0, 2, 3, 1))];
        Assert.Equal(
            "Reshape(Transpose(Reshape(x, [1, 4, 5, 2, 3]), [0, 1, 2, 4, 3]), [1, 4, 5, 6])",
            Text([1, 4, 5, 6], nodes, Longs("split", [5], 1, 2, 3, 4, 5), Longs("joined", [4], 1, 6, 4, 5)));
    }

    [Fact]
    public void Three_such_nodes_in_the_layout_of_the_file_stay_three()
    {
        NodeProto[] nodes = [Node("Identity", ["x"], ["i"]), .. s_shuffle, Node("Relu", ["c"], ["y"])];
        Assert.Equal(
            "Relu(Reshape(Transpose(Reshape(x, [1, 2, 3, 4, 5]), [0, 2, 1, 3, 4]), [1, 6, 4, 5]))",
            Text([1, 6, 4, 5], nodes, Longs("split", [5], 1, 2, 3, 4, 5), Longs("joined", [4], 1, 6, 4, 5)));
    }

    [Fact]
    public void A_bias_comes_before_the_batch_is_one_again()
    {
        NodeProto[] nodes = [Node("MatMul", ["x", "w"], ["a"]), Node("Add", ["b", "a"], ["y"])];
        Assert.Equal("Reshape(BiasAdd(MatMul(Reshape(x, [6, 1]), [7]:1x1), [8]), [2, 3, 1])", Text([2, 3, 1], nodes, Floats("w", [1, 1], 7), Floats("b", [1], 8)));
    }

    [Fact]
    public void A_product_that_is_read_twice_keeps_its_node()
    {
        NodeProto[] nodes = [Node("MatMul", ["x", "w"], ["a"]), Node("Add", ["a", "b"], ["c"]), Node("Mul", ["a", "c"], ["y"])];
        const string Product = "Reshape(MatMul(Reshape(x, [6, 1]), [7]:1x1), [2, 3, 1])";
        Assert.Equal($"Mul({Product}, BiasAdd({Product}, [8]))", Text([2, 3, 1], nodes, Floats("w", [1, 1], 7), Floats("b", [1], 8)));
    }

    [Fact]
    public void Dimensions_that_depend_on_the_data_are_computed()
    {
        NodeProto[] nodes = [Node("NonZero", ["x"], ["n"]), Node("Expand", ["n", "s"], ["y"])];
        const string Found = "Transpose(Where(NotEqual(x, 0)), [1, 0])";
        Assert.Equal(
            $"BroadcastTo({Found}, ConcatV2([3], [2], Slice(Shape({Found}), [1], [1]), 0))",
            Text([2, 3], nodes, Longs("s", [3], 3, 1, 1)));
    }

    [Fact]
    public void Ends_of_dimensions_that_depend_on_the_data_are_left_open()
    {
        NodeProto[] nodes = [Node("NonZero", ["x"], ["n"]), Node("Slice", ["n", "s", "e", "a"], ["y"])];
        Assert.Equal(
            "StridedSlice(Transpose(Where(NotEqual(x, 0)), [1, 0]), [0, -2], [0, 0], [1, 1]; begin_mask=1; end_mask=3)",
            Text([2, 3], nodes, Longs("s", [1], -2), Longs("e", [1], long.MaxValue), Longs("a", [1], 1)));
    }

    [Fact]
    public void XLA_is_given_no_slice_from_the_end_of_such_a_dimension()
    {
        NodeProto[] nodes = [Node("NonZero", ["x"], ["n"]), Node("Slice", ["n", "s", "e", "a"], ["y"])];
        NotLoweredException e = Assert.Throws<NotLoweredException>(() => Lower(
            new LoweringOptions(IsCompiled: true), [2, 3], nodes, Longs("s", [1], -2), Longs("e", [1], long.MaxValue), Longs("a", [1], 1)));
        Assert.Equal(
            "operator Slice (opset 17) at node 'node_y' is not lowered: it starts from the end of a dimension that depends on the data, which XLA takes for the beginning",
            e.Message);
    }

    private static string Text(long[] shape, NodeProto[] nodes, params TensorProto[] initializers)
    {
        TensorFlowProgram program = Lower(new LoweringOptions(), shape, nodes, initializers);
        return new GraphText(program.Graph).Of(Assert.Single(program.Results));
    }

    private static TensorFlowProgram Lower(LoweringOptions options, long[] shape, NodeProto[] nodes, params TensorProto[] initializers)
    {
        ModelProto model = Model([Value("x", (int)ElementType.Float32, shape)], [new ValueInfoProto { Name = "y" }], nodes);
        model.Graph.Initializer.Add(initializers);
        return GraphLowering.Lower(new OnnxModel("", model), [new TensorSpec("x", ElementType.Float32, shape)], options);
    }
}
