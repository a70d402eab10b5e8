using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Lowering;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Torch.Lowering;

/// <summary>Whole graphs: what is computed when, what is left out, and what is said of what cannot be lowered.</summary>
public sealed class GraphLoweringTests
{
    [Fact]
    public void A_program_reads_like_a_method_with_the_nodes_in_its_comments()
    {
        TorchProgram program = Lowered.Graph(13, [Lowered.Input("x", 2, 3)],
            [Node("MatMul", ["x", "w"], ["h"]), Node("Relu", ["h"], ["y"])], Floats("w", [3, 4]));
        Assert.Equal(
            """
            def forward(self, x: Tensor) -> List[Tensor]:
                h = torch.matmul(x, self.w)  # MatMul node_h -> float32[2,4]
                y = torch.relu(h)  # Relu node_y -> float32[2,4]
                return [y]

            """.ReplaceLineEndings("\n"), program.ForwardSource);
        Assert.Null(program.PrepareSource);
        Assert.Equal("w", Assert.Single(program.Parameters).Name);
    }

    [Theory]
    [InlineData("Frobnicate", "", "operator Frobnicate (opset 13) at node 'node_y' is not lowered")]
    [InlineData("Relu", "com.acme", "operator Relu (opset 0) at node 'node_y' is not lowered: it belongs to com.acme")]
    public void What_has_no_counterpart_is_named(string type, string domain, string message)
    {
        NodeProto node = Node(type, ["x"], ["y"]);
        node.Domain = domain;
        Assert.Equal(message, Assert.Throws<NotLoweredException>(() => Lowered.Node(13, [2], node)).Message);
    }

    [Fact]
    public void A_node_without_a_name_is_named_by_its_output()
    {
        NodeProto node = Node("Frobnicate", ["x"], ["an output"]);
        node.Name = "";
        Assert.Equal("operator Frobnicate (opset 13) at node 'an output' is not lowered", Assert.Throws<NotLoweredException>(() => Lowered.Node(13, [2], node)).Message);
    }

    [Fact]
    public void What_no_result_needs_is_neither_run_nor_required()
    {
        TorchProgram program = Lowered.Graph(13, [Lowered.Input("x", 2)],
            [Node("Relu", ["x"], ["unused"]), Node("Frobnicate", ["unused"], ["nothing"]), Node("Add", ["unused", "w"], ["more"]), Node("Abs", ["x"], ["y"])], Floats("w", [2]));
        Assert.Equal(["torch.abs(x)"], program.Forward.Select(static statement => statement.Expression));
        Assert.Empty(program.Parameters);
    }

    [Fact]
    public void Outputs_that_nobody_reads_are_not_computed()
    {
        Assert.Equal(["x"], Lowered.Node(10, [2], Node("Dropout", ["x"], ["y", "mask"])));
        Assert.Equal(["torch.max_pool1d(x, [2], [1], [0], [1], False)"],
            Lowered.Node(12, [1, 2, 8], Node("MaxPool", ["x"], ["y", "indices"], Ints("kernel_shape", 2))));
    }

    [Fact]
    public void Weights_that_other_operators_compute_are_computed_once()
    {
        TorchProgram program = Lowered.Graph(13, [Lowered.Input("x", 1, 2, 8)],
            [
                Node("DequantizeLinear", ["q", "scale"], ["w"]),
                Node("Tanh", ["w"], ["bent"]),
                Node("Conv", ["x", "bent"], ["y"]),
            ],
            new TensorProto { Name = "q", DataType = 3, Dims = { 4L, 2L, 40L }, RawData = Google.Protobuf.ByteString.CopyFrom(new byte[320]) }, Floats("scale", [], 0.5f));
        Assert.Contains("bent = torch.tanh(w)", program.PrepareSource, StringComparison.Ordinal);
        Assert.Contains("    return [bent]\n", program.PrepareSource, StringComparison.Ordinal);
        Assert.Equal(["bent"], program.Prepared);
    }

    [Fact]
    public void Prepared_weights_stay_float32_whatever_the_program_computes_in()
    {
        ModelProto model = Model([Value("x", 1, 4)], [new ValueInfoProto { Name = "y" }],
            [Node("Cast", ["large"], ["w"], Int("to", 1)), Node("Add", ["x", "w"], ["y"])]);
        model.Graph.Initializer.Add(Longs("large", [4, 2000], new long[8000]));
        TorchProgram program = GraphLowering.Lower(new OnnxModel("", model), [Lowered.Input("x", 2000)], new LoweringOptions(ElementType.Float16));
        Assert.Equal("self.large.to(6)", Assert.Single(program.Prepare).Expression);
        Assert.Equal("torch.add(x, self.w)", Assert.Single(program.Forward).Expression);
    }

    [Fact]
    public void Shape_arithmetic_leaves_nothing_behind()
    {
        TorchProgram program = Lowered.Graph(13, [Lowered.Input("x", 2, 3, 4)],
            [
                Node("Shape", ["x"], ["shape"]),
                Node("Gather", ["shape", "first"], ["batch"], Int("axis", 0)),
                Node("Concat", ["batch", "rest"], ["target"], Int("axis", 0)),
                Node("Reshape", ["x", "target"], ["y"]),
            ],
            Longs("first", [1], 0), Longs("rest", [1], -1));
        Assert.Equal("x.reshape([2, 12])", Assert.Single(program.Forward).Expression);
        Assert.Empty(program.Parameters);
    }

    [Fact]
    public void Initializers_that_are_listed_as_inputs_are_weights()
    {
        ModelProto model = Model([Value("x", 1, 2, 3), Value("w", 1, 3, 4)], [new ValueInfoProto { Name = "y" }], [Node("MatMul", ["x", "w"], ["y"])]);
        model.Graph.Initializer.Add(Floats("w", [3, 4]));
        var loaded = new OnnxModel("", model);
        TorchProgram program = GraphLowering.Lower(loaded, [.. loaded.FedInputs.Select(static input => Lowered.Input(input.Name, 2, 3))], new LoweringOptions());
        Assert.Equal(["x"], program.Arguments);
        Assert.Equal("torch.matmul(x, self.w)", Assert.Single(program.Forward).Expression);
    }

    [Fact]
    public void Outputs_can_be_inputs_and_constants_and_the_same_twice()
    {
        ModelProto model = Model([Value("x", 1, 2)],
            [new ValueInfoProto { Name = "x" }, new ValueInfoProto { Name = "w" }, new ValueInfoProto { Name = "c" }, new ValueInfoProto { Name = "c" }],
            [Node("Constant", [], ["c"], new AttributeProto { Name = "value_ints", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 5L, 6L } })]);
        model.Graph.Initializer.Add(Floats("w", [2]));
        TorchProgram program = GraphLowering.Lower(new OnnxModel("", model), [Lowered.Input("x", 2)], new LoweringOptions());
        Assert.Equal(["x", "self.w", "self.c", "self.c"], program.Results);
        Assert.Equal([ElementType.Float32, ElementType.Int64], program.Parameters.Select(static parameter => parameter.ElementType));
    }

    [Theory]
    [InlineData("value_int", ElementType.Int64, 0)]
    [InlineData("value_ints", ElementType.Int64, 1)]
    [InlineData("value_float", ElementType.Float32, 0)]
    [InlineData("value_floats", ElementType.Float32, 1)]
    [InlineData("value", ElementType.Float32, 2)]
    public void Constants_of_all_kinds_are_parameters(string attribute, ElementType type, int rank)
    {
        AttributeProto value = attribute == "value" ? Tensor("value", Floats("", [1, 1], 3f)) : new AttributeProto { Name = attribute, I = 3, F = 3, Ints = { 3L }, Floats = { 3f } };
        TorchProgram program = Lowered.Graph(13, [new TensorSpec("x", type, [2])], [Node("Constant", [], ["c"], value), Node("Add", ["x", "c"], ["y"])]);
        TorchParameter parameter = Assert.Single(program.Parameters);
        Assert.Equal((type, rank), (parameter.ElementType, parameter.Shape.Count));
        Assert.Equal(type.SizeBytes(), parameter.Read().Length);
    }

    [Fact]
    public void A_constant_of_text_says_why()
    {
        AttributeProto value = new() { Name = "value_string", Type = AttributeProto.Types.AttributeType.String, S = Google.Protobuf.ByteString.CopyFromUtf8("a") };
        NotLoweredException e = Assert.Throws<NotLoweredException>(() => Lowered.Graph(13, [Lowered.Input("x", 2)], [Node("Constant", [], ["c"], value), Node("Equal", ["x", "c"], ["y"])]));
        Assert.StartsWith("operator Constant (opset 13) at node 'node_c' is not lowered", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_that_libtorch_lacks_are_named()
    {
        NotLoweredException input = Assert.Throws<NotLoweredException>(() =>
            Lowered.Graph(13, [new TensorSpec("x", ElementType.UInt32, [2])], [Node("Identity", ["x"], ["y"])]));
        Assert.Equal("input 'x' is of uint32, for which libtorch has no type", input.Message);
        NotLoweredException cast = Assert.Throws<NotLoweredException>(() => Lowered.Node(13, [2], Node("Cast", ["x"], ["y"], Int("to", 12))));
        Assert.Equal("operator Cast (opset 13) at node 'node_y' is not lowered: libtorch has no type for uint32", cast.Message);
    }

    [Fact]
    public void A_shape_that_depends_on_the_data_says_so()
    {
        NotLoweredException e = Assert.Throws<NotLoweredException>(() => Lowered.Graph(13, [Lowered.Input("x", 2, 3)],
            [Node("NonZero", ["x"], ["n"]), Node("Cast", ["n"], ["f"], Int("to", 1)), Node("Softmax", ["f"], ["y"], Int("axis", 0))]));
        Assert.Contains("the shape of 'f' is not known before it runs", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_names_become_identifiers_that_differ()
    {
        string[] names = ["for", "a\nimport os", "a\"b", "a'b", "ü", "日本", "1", "self", "a.b", "a/b", new string('z', 500)];
        NodeProto[] nodes = [.. names.Select((name, i) => Node("Abs", [i == 0 ? "x" : names[i - 1]], [name]))];
        TorchProgram program = Lowered.Graph(13, [Lowered.Input("x", 2)], nodes);
        string[] targets = [.. program.Forward.Select(static statement => Assert.Single(statement.Targets))];
        Assert.Equal(targets.Length, targets.Distinct(StringComparer.Ordinal).Count());
        Assert.All(targets, static target => Assert.Matches("^[A-Za-z_][A-Za-z0-9_]{0,63}$", target));
        Assert.Equal(names.Length + 3, program.ForwardSource.Split('\n').Length);
    }
}
