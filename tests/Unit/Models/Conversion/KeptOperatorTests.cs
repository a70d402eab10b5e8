using InferenceBench.Contracts;
using InferenceBench.Models.Conversion;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Conversion;

/// <summary>What stays in fp32 without being asked for, and what the operators themselves say of types.</summary>
public sealed class KeptOperatorTests
{
    [Theory]
    [InlineData("Conv", 1L, 22L)]
    [InlineData("Gemm", 1L, 13L)]
    [InlineData("BatchNormalization", 1L, 14L)]
    [InlineData("Pow", 1L, 15L)]
    [InlineData("Clip", 1L, 16L)]
    [InlineData("ConstantOfShape", 1L, 20L)]
    [InlineData("LayerNormalization", 1L, 1L)]
    [InlineData("TopK", 1L, 24L)]
    [InlineData("Celu", 28L, 28L)]
    [InlineData("Einsum", 1L, null)]
    [InlineData("NonMaxSuppression", null, null)]
    public void Operators_have_half_precision_since_the_opset_that_the_specification_names(string type, long? fp16Since, long? bf16Since)
    {
        OperatorPrecision found = OperatorPrecisions.Find(new NodeProto { OpType = type })!;

        Assert.Equal((fp16Since, bf16Since), (found.Fp16Since, found.Bf16Since));
    }

    [Fact]
    public void Scales_of_a_resize_stay_float32()
    {
        ModelProto model = Model([Value("x", 1, 1, 1, 2, 2)], [Value("y", 1, 1, 1, 4, 4)], [Node("Resize", ["x", "", "s"], ["y"])]);
        model.Graph.Initializer.Add(Floats("s", [4], 1, 1, 2, 2));

        ConversionResult result = Converted.Run(model, Precision.Fp16);

        Assert.Equal(1, Assert.Single(result.Model.Proto.Graph.Initializer).DataType);
        Assert.Equal(ElementType.Float16, Converted.TypeOf(result, Converted.Single(result.Model.Proto.Graph, "Resize").Output[0]));
        Assert.Equal(0, result.Weights.Converted);
    }

    [Fact]
    public void Statistics_of_a_normalization_stay_float32()
    {
        ModelProto model = Model([Value("x", 1, 2, 4)], [Value("y", 1, 2, 4), Value("m", 1, 2, 1)], [Node("LayerNormalization", ["x", "w"], ["y", "m"])]);
        model.Graph.Initializer.Add(Floats("w", [4]));

        GraphProto graph = Converted.Graph(model, Precision.Fp16);

        Assert.Equal(["y_fp16", "m"], Converted.Single(graph, "LayerNormalization").Output);
    }

    [Fact]
    public void Operators_that_need_float32_have_casts_around_them()
    {
        ModelProto model = Model(
            [Value("x", 1, 1, 4, 4), Value("s", 1, 1, 1, 4)], [Value("y", 7, -1, 3)],
            [Node("Relu", ["x"], ["boxes"]), Node("Sigmoid", ["s"], ["scores"]), Node("NonMaxSuppression", ["boxes", "scores"], ["y"])]);

        ConversionResult result = Converted.Run(model, Precision.Fp16);

        Assert.Equal("ONNX has it in float32 only", Assert.Single(result.Kept).Reason);
        Assert.Equal(["Cast", "Cast", "Relu", "Cast", "Sigmoid", "Cast", "NonMaxSuppression"], result.Model.Proto.Graph.Node.Select(static node => node.OpType));
    }

    [Theory]
    [InlineData("none", 0)]
    [InlineData("add", 1)]
    public void Sums_into_a_tensor_stay_in_fp32(string reduction, int kept)
    {
        ModelProto model = Model(
            [Value("x", 1, 4), Value("i", 7, 2, 1), Value("u", 1, 2)], [Value("y", 1, 4)],
            [Node("ScatterND", ["x", "i", "u"], ["s"], Text("reduction", reduction)), Node("Relu", ["s"], ["y"])], opset: 16);

        Assert.Equal(kept, Converted.Run(model, Precision.Fp16).Kept.Count);
    }

    [Fact]
    public void Operators_of_other_sets_and_of_unknown_types_stay_as_they_are()
    {
        NodeProto foreign = Node("FusedMatMul", ["r", "r"], ["f"]);
        foreign.Domain = "com.microsoft";
        ModelProto model = Model([Value("x", 1, 2, 2)], [Value("y", 1, 2, 2)], [Node("Relu", ["x"], ["r"]), foreign, Node("Exp", ["f"], ["y"])]);

        ConversionResult result = Converted.Run(model, Precision.Fp16);

        Assert.Equal(["operator set com.microsoft is not ONNX's own", "the type of 'f' is not known"], result.Kept.Select(static node => node.Reason));
        model.Graph.ValueInfo.Add(Value("f", 1, 2, 2));
        Assert.Equal(["FusedMatMul"], Converted.Run(model, Precision.Fp16).Kept.Select(static node => node.Operator));
    }

    [Fact]
    public void Bfloat16_is_not_given_to_operators_that_do_not_have_it_yet()
    {
        ModelProto model = Model(
            [Value("x", 1, 1, 3, 8, 8)], [Value("y", 1, 1, 4, 6, 6)],
            [Node("Conv", ["x", "w"], ["c"]), Node("Relu", ["c"], ["r"]), Node("DFT", ["d"], ["unused"]), Node("Add", ["r", "r"], ["y"])]);
        model.Graph.Initializer.Add(Floats("w", [4, 3, 3, 3]));
        model.Graph.Initializer.Add(Floats("d", [1, 4, 1]));

        ConversionResult result = Converted.Run(model, Precision.Bf16);

        Assert.Equal([("Conv", "bfloat16 came with opset 22"), ("DFT", "its values need more digits and range")], result.Kept.Select(static node => (node.Operator, node.Reason)));
        Assert.Equal((17L, "DFT at node 'node_unused' means something else from opset 20 on"), (result.Model.Opset, result.OpsetNote));
    }

    [Fact]
    public void Arithmetic_on_shapes_stays_exact()
    {
        ModelProto model = Model(
            [Value("x", 1, 1, 3, 4096, 8)], [Value("y", 1, -1), Value("z", 1, 1)],
            [
                Node("Relu", ["x"], ["r"]),
                Node("Shape", ["r"], ["s"]),
                Node("Cast", ["s"], ["f"], Int("to", 1)),
                Node("Mul", ["f", "half"], ["h"]),
                Node("Floor", ["h"], ["g"]),
                Node("Cast", ["g"], ["t"], Int("to", 7)),
                Node("Slice", ["r", "zeros", "t"], ["v"]),
                Node("Flatten", ["v"], ["y"]),
                Node("ReduceMax", ["h"], ["z"]),
            ]);
        model.Graph.Initializer.Add(Floats("half", [1], 0.5f));
        model.Graph.Initializer.Add(Longs("zeros", [4], 0, 0, 0, 0));

        ConversionResult result = Converted.Run(model, Precision.Fp16);

        Assert.Equal(["Cast", "Mul", "Floor", "ReduceMax"], result.Kept.Select(static node => node.Operator));
        Assert.All(result.Kept, static node => Assert.Equal("computes shapes or indices", node.Reason));
        Assert.Equal(["Relu", "Slice", "Flatten"], result.Model.Proto.Graph.Node
            .Where(node => Converted.TypeOf(result, node.Output[0]) == ElementType.Float16 && node.OpType != "Cast").Select(static node => node.OpType));
    }

    [Fact]
    public void Constants_that_become_indices_stay_exact_and_weights_that_are_moved_do_not()
    {
        ModelProto model = Model(
            [Value("x", 1, 4, 2)], [Value("y", 1, 2, 3)],
            [
                Node("Mul", ["positions", "positions"], ["p"]),
                Node("Cast", ["p"], ["i"], Int("to", 7)),
                Node("Gather", ["x", "i"], ["g"]),
                Node("Transpose", ["w"], ["t"]),
                Node("MatMul", ["g", "t"], ["y"]),
            ]);
        model.Graph.Initializer.Add(Floats("positions", [2], 0, 1));
        model.Graph.Initializer.Add(Floats("w", [3, 2]));

        ConversionResult result = Converted.Run(model, Precision.Fp16);

        Assert.Equal(["Mul"], result.Kept.Select(static node => node.Operator));
        Assert.Equal([1, 10], result.Model.Proto.Graph.Initializer.Select(static tensor => tensor.DataType));
    }

    [Theory]
    [InlineData(7L)]
    [InlineData(9L)]
    public void Casts_from_the_new_precision_need_no_other_cast(long to)
    {
        ModelProto model = Model([Value("x", 1, 2)], [Value("y", (int)to, 2), Value("s", 7, 1)], [Node("Relu", ["x"], ["r"]), Node("Cast", ["r"], ["y"], Int("to", to)), Node("Shape", ["r"], ["s"])]);

        GraphProto graph = Converted.Graph(model, Precision.Fp16);

        Assert.Equal(["Cast", "Relu", "Cast", "Shape"], graph.Node.Select(static node => node.OpType));
        Assert.Equal(to, graph.Node[2].GetInt("to", 0));
    }

    [Fact]
    public void Casts_to_float_and_constants_come_in_the_new_precision_at_once()
    {
        ModelProto model = Model(
            [Value("x", 7, 2)], [Value("y", 1, 2), Value("z", 1, 2)],
            [
                Node("Cast", ["x"], ["f"], Int("to", 1)),
                Node("Constant", [], ["k"], new AttributeProto { Name = "value_float", Type = AttributeProto.Types.AttributeType.Float, F = 3 }),
                Node("Constant", [], ["n"], Tensor("value", Floats("", [2], 1, 2))),
                Node("ConstantOfShape", ["x"], ["o"]),
                Node("Mul", ["f", "k"], ["m"]),
                Node("Add", ["m", "n"], ["y"]),
                Node("Add", ["m", "o"], ["z"]),
            ]);

        ConversionResult result = Converted.Run(model, Precision.Fp16);

        Assert.Equal(["Cast", "Constant", "Constant", "ConstantOfShape", "Mul", "Add", "Cast", "Add", "Cast"], result.Model.Proto.Graph.Node.Select(static node => node.OpType));
        Assert.Equal(10, result.Model.Proto.Graph.Node[0].GetInt("to", 0));
        Assert.Equal([10, 10, 10], result.Model.Proto.Graph.Node.Skip(1).Take(3).Select(static node => node.GetTensor("value")!.DataType));
        Assert.Equal(4, result.Weights.Converted);
    }

    [Fact]
    public void Graphs_inside_nodes_stay_as_they_are_and_find_fp32_values_by_the_old_names()
    {
        GraphProto then = new() { Name = "then", Node = { Node("Add", ["r", "w"], ["a"]) }, Output = { Value("a", 1, 2) } };
        GraphProto otherwise = new() { Name = "else", Node = { Node("Identity", ["r"], ["b"]) }, Output = { Value("b", 1, 2) } };
        ModelProto model = Model(
            [Value("x", 1, 2), Value("c", 9)], [Value("y", 1, 2)],
            [Node("Mul", ["x", "w"], ["r"]), Node("If", ["c"], ["i"], Graph("then_branch", then), Graph("else_branch", otherwise)), Node("Mul", ["i", "r"], ["y"])]);
        model.Graph.Initializer.Add(Floats("w", [2]));

        ConversionResult result = Converted.Run(model, Precision.Fp16);

        GraphProto graph = result.Model.Proto.Graph;
        Assert.Equal(["Cast", "Mul", "Cast", "If", "Cast", "Mul", "Cast"], graph.Node.Select(static node => node.OpType));
        Assert.Equal([then, otherwise], graph.Node[3].Subgraphs());
        Assert.Equal(["w", "w_fp16"], graph.Initializer.Select(static tensor => tensor.Name));
        Assert.Equal("graphs inside nodes stay in fp32", Assert.Single(result.Kept).Reason);
    }
}
