using InferenceBench.Contracts;
using InferenceBench.Models;
using InferenceBench.Models.Conversion;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Conversion;

public sealed class PrecisionConverterTests
{
    [Theory]
    [InlineData(Precision.Fp16, 10, 17)]
    [InlineData(Precision.Bf16, 16, 22)]
    public void Weights_and_activations_are_converted_and_inputs_and_outputs_stay(Precision precision, int type, long opset)
    {
        ModelProto model = Convolution();
        model.Graph.ValueInfo.Add(Value("c", 1, -1, 4, 8, 8));

        ConversionResult result = Converted.Run(model, precision);

        GraphProto graph = result.Model.Proto.Graph;
        Assert.Equal(["Cast", "Conv", "Relu", "Cast"], graph.Node.Select(static node => node.OpType));
        Assert.Equal([type, type], graph.Initializer.Select(static tensor => tensor.DataType));
        Assert.Equal(["w", "b"], graph.Initializer.Select(static tensor => tensor.Name));
        Assert.Equal((1, "x", 1, "y"), (graph.Input[0].Type.TensorType.ElemType, graph.Node[0].Input[0], graph.Output[0].Type.TensorType.ElemType, graph.Node[3].Output[0]));
        Assert.Equal(type, Assert.Single(graph.ValueInfo).Type.TensorType.ElemType);
        Assert.Equal((2, 2, 0, 112L), (result.Converted, result.Casts, result.Kept.Count, result.Weights.Converted));
        Assert.Equal((opset, 17L, null), (result.Model.Opset, result.OpsetBefore, result.OpsetNote));
        Assert.Equal(precision, FilePrecision.Of(graph));
    }

    [Theory]
    [InlineData("Conv")]
    [InlineData("node_c")]
    public void A_node_that_is_to_stay_in_fp32_has_casts_around_it(string keep)
    {
        ModelProto model = Convolution();
        model.Graph.Node.Insert(0, Node("Relu", ["x"], ["r"]));
        model.Graph.Node[1].Input[0] = "r";

        ConversionResult result = Converted.Run(model, Precision.Fp16, keep);

        Assert.Equal(["Cast", "Relu", "Cast", "Conv", "Cast", "Relu", "Cast"], result.Model.Proto.Graph.Node.Select(static node => node.OpType));
        Assert.All(result.Model.Proto.Graph.Initializer, static tensor => Assert.Equal(1, tensor.DataType));
        Assert.Equal(new KeptNode("node_c", "Conv", "asked for"), Assert.Single(result.Kept));
    }

    [Fact]
    public void A_kept_node_at_the_input_reads_it_without_a_cast()
    {
        GraphProto graph = Converted.Graph(Convolution(), Precision.Fp16, "Conv");

        Assert.Equal(["Conv", "Cast", "Relu", "Cast"], graph.Node.Select(static node => node.OpType));
        Assert.Equal("x", graph.Node[0].Input[0]);
    }

    [Fact]
    public void A_weight_of_a_kept_and_a_converted_node_is_there_in_both_precisions()
    {
        ModelProto model = Model([Value("x", 1, 2)], [Value("y", 1, 2)], [Node("Mul", ["x", "w"], ["m"]), Node("Add", ["m", "w"], ["y"])]);
        model.Graph.Initializer.Add(Floats("w", [2]));

        GraphProto graph = Converted.Graph(model, Precision.Fp16, "Add");

        Assert.Equal([("w", 1), ("w_fp16", 10)], graph.Initializer.Select(static tensor => (tensor.Name, tensor.DataType)));
        Assert.Equal("w_fp16", Converted.Single(graph, "Mul").Input[1]);
        Assert.Equal("w", Converted.Single(graph, "Add").Input[1]);
    }

    [Fact]
    public void An_output_that_the_graph_reads_too_is_cast_once()
    {
        ModelProto model = Model([Value("x", 1, 2)], [Value("a", 1, 2), Value("y", 1, 2)], [Node("Relu", ["x"], ["a"]), Node("Exp", ["a"], ["y"])]);

        GraphProto graph = Converted.Graph(model, Precision.Fp16);

        Assert.Equal(["Cast", "Relu", "Cast", "Exp", "Cast"], graph.Node.Select(static node => node.OpType));
        Assert.Equal(("a_fp16", "a_fp16", "a"), (graph.Node[1].Output[0], graph.Node[3].Input[0], graph.Node[2].Output[0]));
    }

    [Fact]
    public void New_names_do_not_meet_old_ones()
    {
        ModelProto model = Model([Value("x", 1, 2)], [Value("y", 1, 2)], [Node("Relu", ["x"], ["x_fp16"]), Node("Exp", ["x_fp16"], ["y"])]);

        Assert.Equal("x_fp16_2", Converted.Graph(model, Precision.Fp16).Node[0].Output[0]);
    }

    [Fact]
    public void Weights_that_old_files_list_as_inputs_are_no_inputs_any_more()
    {
        ModelProto model = Convolution();
        model.IrVersion = 3;
        model.Graph.Input.Add(Value("w", 1, 4, 3, 3, 3));
        model.Graph.Input.Add(Value("b", 1, 4));

        ConversionResult result = Converted.Run(model, Precision.Fp16);

        Assert.Equal(["x"], result.Model.Proto.Graph.Input.Select(static input => input.Name));
        Assert.Equal(4, result.Model.Proto.IrVersion);
    }

    [Fact]
    public void A_weight_that_may_be_overridden_is_declared_in_its_new_type()
    {
        ModelProto model = Convolution();
        model.Graph.Input.Add(Value("w", 1, 4, 3, 3, 3));

        GraphProto graph = Converted.Graph(model, Precision.Fp16);

        Assert.Equal([1, 10], graph.Input.Select(static input => input.Type.TensorType.ElemType));
    }

    [Fact]
    public void Functions_of_the_model_are_converted_in_the_place_of_their_calls()
    {
        ModelProto model = Model([Value("x", 1, 2)], [Value("y", 1, 2)], [new NodeProto { OpType = "F", Domain = "own", Input = { "x" }, Output = { "y" } }]);
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "own", Version = 1 });
        model.Functions.Add(new FunctionProto
        {
            Name = "F", Domain = "own", Input = { "a" }, Output = { "b" },
            Node = { Node("Relu", ["a"], ["r"]), Node("Exp", ["r"], ["b"]) },
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 17 } },
        });

        ConversionResult result = Converted.Run(model, Precision.Fp16);

        Assert.Equal(["Cast", "Relu", "Exp", "Cast"], result.Model.Proto.Graph.Node.Select(static node => node.OpType));
        Assert.Empty(result.Model.Proto.Functions);
        Assert.Contains("Relu", PrecisionConverter.NamesOf(new OnnxModel("", model)));
    }

    [Fact]
    public void A_call_for_another_operator_set_stays_a_call_in_fp32()
    {
        ModelProto model = Model([Value("x", 1, 2)], [Value("y", 1, 2)], [new NodeProto { OpType = "F", Domain = "own", Input = { "x" }, Output = { "f" } }, Node("Relu", ["x"], ["y"])]);
        model.Functions.Add(new FunctionProto
        {
            Name = "F", Domain = "own", Input = { "a" }, Output = { "b" }, Node = { Node("Relu", ["a"], ["b"]) },
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 12 } },
        });

        ConversionResult result = Converted.Run(model, Precision.Fp16);

        Assert.Single(result.Model.Proto.Functions);
        Assert.Equal("F", Assert.Single(result.Kept).Operator);
    }

    [Theory]
    [InlineData(10, "computes in fp16 already")]
    [InlineData(16, "computes in bf16 already")]
    public void A_model_of_less_precision_is_refused(int type, string message)
    {
        ModelProto model = Model([Value("x", type, 2)], [Value("y", type, 2)], [Node("Add", ["x", "w"], ["y"])]);
        model.Graph.Initializer.Add(new TensorProto { Name = "w", DataType = type, Dims = { 2 }, Int32Data = { 1, 2 } });

        Assert.Contains(message, Refused(model, Precision.Fp16), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quantized_model_is_refused()
    {
        ModelProto model = Model([Value("x", 1, 2)], [Value("y", 2, 2)], [Node("QuantizeLinear", ["x", "s"], ["y"])]);
        model.Graph.Initializer.Add(Floats("s", [], 1));

        Assert.Contains("is quantized", Refused(model, Precision.Fp16), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_in_which_nothing_is_left_to_convert_is_refused_with_the_reason()
    {
        Assert.Contains("nothing to convert: no node is left that can compute in fp16 (Conv at node 'node_c': asked for)",
            Refused(Convolution(), Precision.Fp16, "Conv", "Relu"), StringComparison.Ordinal);
        Assert.Contains("nothing to convert", Refused(Model([Value("x", 7, 2)], [Value("y", 7, 2)], [Node("Neg", ["x"], ["y"])]), Precision.Fp16), StringComparison.Ordinal);
    }

    [Fact]
    public void Old_opsets_are_raised_for_bf16_alone()
    {
        ModelProto model = Model([Value("x", 1, 2, 2)], [Value("y", 1, 2, 2)], [Node("Softmax", ["x"], ["y"], Int("axis", -1))], opset: 11);

        Assert.Equal(11, Converted.Run(model, Precision.Fp16).Model.Opset);
        Assert.Equal(13, Converted.Run(model, Precision.Bf16).Model.Opset);
        model.OpsetImport[0].Version = 5;
        Assert.Contains("has opset 5, and a conversion needs 6", Refused(model, Precision.Fp16), StringComparison.Ordinal);
    }

    private static string Refused(ModelProto model, Precision precision, params string[] keep)
    {
        return Assert.Throws<OnnxModelException>(() => PrecisionConverter.Convert(new OnnxModel("", model), new ConversionOptions(precision, keep))).Message;
    }
}
