using InferenceBench.Models.Onnx;
using InferenceBench.Models.Quantization;
using InferenceBench.Tests.Unit.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Quantization;

public sealed class OnnxRuntimeTargetTests
{
    private static readonly ValueRange s_positive = new(0, 3);

    [Fact]
    public void A_convolution_reads_and_writes_integers_and_its_activation_goes_into_the_saturation()
    {
        GraphProto graph = Quantized.Of(Convolution(), Quantized.OnnxRuntime, ("y", s_positive));

        Assert.Equal("Q DQ Conv Q DQ", Quantized.Operators(graph));
        Assert.Equal("y", graph.Node[^1].Output[0]);
        Assert.Equal("x", graph.Node[0].Input[0]);
    }

    [Fact]
    public void An_activation_whose_bound_lies_inside_the_range_stays()
    {
        Assert.Equal("Q DQ Conv Relu Q DQ", Quantized.Operators(Quantized.Of(Convolution(), Quantized.OnnxRuntime)));
    }

    [Fact]
    public void Activations_are_unsigned_weights_are_signed_per_channel_and_the_bias_has_32_bits()
    {
        GraphProto graph = Quantized.Of(Convolution(), Quantized.OnnxRuntime);
        NodeProto conv = Quantized.Node(graph, "Conv");
        NodeProto[] sources = [.. Enumerable.Range(0, 3).Select(input => Quantized.Source(graph, conv, input))];
        float input = Quantized.Floats(Quantized.Initializer(graph, sources[0].Input[1]))[0];
        float[] weight = Quantized.Floats(Quantized.Initializer(graph, sources[1].Input[1]));
        float[] bias = Quantized.Floats(Quantized.Initializer(graph, sources[2].Input[1]));

        Assert.All(sources, static node => Assert.Equal("DequantizeLinear", node.OpType));
        Assert.Equal(2, Quantized.Initializer(graph, sources[0].Input[2]).DataType);
        Assert.Equal((3, 0), (Quantized.Initializer(graph, sources[1].Input[0]).DataType, sources[1].GetInt("axis", -1)));
        Assert.Equal((6, 0), (Quantized.Initializer(graph, sources[2].Input[0]).DataType, sources[2].GetInt("axis", -1)));
        Assert.Equal(4, weight.Length);
        Assert.Equal(weight.Select(scale => scale * input), bias);
        Assert.DoesNotContain(graph.Initializer, static tensor => tensor.DataType == 1 && tensor.Dims.Count > 1);
    }

    [Fact]
    public void Per_tensor_a_weight_has_one_scale()
    {
        GraphProto graph = Quantized.Of(Convolution(), Quantized.OnnxRuntime with { IsPerTensor = true });
        NodeProto source = Quantized.Source(graph, Quantized.Node(graph, "Conv"), 1);

        Assert.Empty(Quantized.Initializer(graph, source.Input[1]).Dims);
        Assert.Null(source.FindAttribute("axis"));
    }

    [Fact]
    public void A_residual_addition_between_convolutions_runs_on_integers()
    {
        GraphProto graph = Quantized.Of(Residual(), Quantized.OnnxRuntime, ("r1", s_positive), ("r2", s_positive));
        NodeProto add = Quantized.Node(graph, "Add");

        Assert.Equal("Q DQ Conv Q DQ Conv Q DQ Add Q DQ Conv Q DQ", Quantized.Operators(graph));
        Assert.All([0, 1], input => Assert.Equal("DequantizeLinear", Quantized.Source(graph, add, input).OpType));
    }

    [Fact]
    public void An_addition_whose_sum_nobody_wants_in_int8_stays_in_fp32()
    {
        ModelProto model = Residual();
        model.Graph.Node.RemoveAt(model.Graph.Node.Count - 1);
        model.Graph.Output[0].Name = "r2";

        Assert.Equal("Q DQ Conv Q DQ Conv Q DQ Add Relu", Quantized.Operators(Quantized.Of(model, Quantized.OnnxRuntime, ("r1", s_positive))));
    }

    [Fact]
    public void An_operator_without_an_int8_kernel_splits_the_chain()
    {
        ModelProto model = Chain("HardSwish");
        var quantizer = ModelQuantizer.Prepare(new OnnxModel("", model.Clone()), Quantized.OnnxRuntime);

        Assert.Equal("Q DQ Conv Q DQ HardSwish Q DQ Conv Q DQ", Quantized.Operators(Quantized.Of(model, Quantized.OnnxRuntime)));
        Assert.Equal([new LeftOperator("HardSwish", 1, "no int8 kernel")], quantizer.Report.Left);
        Assert.Equal(2, quantizer.Report.Quantized["Conv"]);
    }

    [Fact]
    public void Pooling_of_maxima_keeps_the_scale_of_what_it_reads()
    {
        ModelProto model = Chain("MaxPool", Ints("kernel_shape", 1, 1));
        var quantizer = ModelQuantizer.Prepare(new OnnxModel("", model.Clone()), Quantized.OnnxRuntime);
        GraphProto graph = Quantized.Of(model, Quantized.OnnxRuntime);
        NodeProto pool = Quantized.Node(graph, "MaxPool");
        NodeProto after = graph.Node.Single(node => node.Input.Contains(pool.Output[0]));

        Assert.Equal(["x", "c1", "y"], quantizer.Observed);
        Assert.Equal(Quantized.Source(graph, pool, 0).Input[1], after.Input[1]);
    }

    [Fact]
    public void An_excluded_node_stays_in_fp32_and_reads_what_it_read()
    {
        GraphProto graph = Quantized.Of(Chain("Relu"), Quantized.OnnxRuntime with { ExcludedNodes = ["node_c1"] });

        Assert.Equal("Conv Relu Q DQ Conv Q DQ", Quantized.Operators(graph));
        Assert.Equal(["x", "w1"], Quantized.Node(graph, "Conv").Input);
    }

    [Fact]
    public void An_excluded_activation_is_not_merged_into_anything()
    {
        GraphProto graph = Quantized.Of(Chain("Relu"), Quantized.OnnxRuntime with { ExcludedNodes = ["node_m"] }, ("m", s_positive));

        Assert.Equal("Q DQ Conv Q DQ Relu Q DQ Conv Q DQ", Quantized.Operators(graph));
    }

    [Fact]
    public void A_clip_goes_into_the_saturation_when_the_range_reaches_its_bound()
    {
        ModelProto model = Chain("Clip");
        model.Graph.Initializer.Add(Floats("low", [], 0));
        model.Graph.Initializer.Add(Floats("high", [], 6));
        model.Graph.Node[1].Input.Add(["low", "high"]);

        Assert.Equal("Q DQ Conv Q DQ Conv Q DQ", Quantized.Operators(Quantized.Of(model.Clone(), Quantized.OnnxRuntime, ("m", new ValueRange(0, 6)))));
        Assert.Equal("Q DQ Conv Clip Q DQ Conv Q DQ", Quantized.Operators(Quantized.Of(model, Quantized.OnnxRuntime, ("m", new ValueRange(0, 7)))));
    }

    [Fact]
    public void A_weight_that_two_nodes_share_is_stored_once()
    {
        ModelProto model = Chain("HardSwish");
        model.Graph.Node[2].Input[1] = "w1";
        GraphProto graph = Quantized.Of(model, Quantized.OnnxRuntime);

        Assert.Single(graph.Initializer, static tensor => tensor.DataType == 3 && tensor.Dims.Count == 4);
    }

    [Fact]
    public void A_weight_behind_a_Constant_node_and_an_Identity_is_found()
    {
        ModelProto model = Chain("HardSwish");
        TensorProto weight = model.Graph.Initializer.Single(static tensor => tensor.Name == "w1");
        model.Graph.Initializer.Remove(weight);
        model.Graph.Node.Insert(0, Node("Constant", [], ["k"], Tensor("value", weight)));
        model.Graph.Node.Insert(1, Node("Identity", ["k"], ["w1"]));

        Assert.Equal("Q DQ Conv Q DQ HardSwish Q DQ Conv Q DQ", Quantized.Operators(Quantized.Of(model, Quantized.OnnxRuntime)));
    }

    [Fact]
    public void A_matrix_product_at_the_end_gives_fp32()
    {
        ModelProto model = Model([Value("x", 1, -1, 4)], [Value("y", 1, -1, 2)], [Node("Gemm", ["x", "w", "b"], ["y"], Int("transB", 1))]);
        model.Graph.Initializer.Add(Floats("w", [2, 4]));
        model.Graph.Initializer.Add(Floats("b", [2]));
        GraphProto graph = Quantized.Of(model, Quantized.OnnxRuntime);

        Assert.Equal("Q DQ Gemm", Quantized.Operators(graph));
        Assert.Equal(0, Quantized.Source(graph, Quantized.Node(graph, "Gemm"), 1).GetInt("axis", -1));
    }

    [Fact]
    public void Factors_of_a_Gemm_go_into_its_weights()
    {
        ModelProto model = Model(
            [Value("x", 1, -1, 2)],
            [Value("y", 1, -1, 3)],
            [Node("Gemm", ["x", "w", "b"], ["y"], new AttributeProto { Name = "alpha", F = 2 }, new AttributeProto { Name = "beta", F = 3 })]);
        model.Graph.Initializer.Add(Floats("w", [2, 3], 1, 2, 4, 1, 2, 4));
        model.Graph.Initializer.Add(Floats("b", [], 5));
        GraphProto graph = Quantized.Of(model, Quantized.OnnxRuntime, ("x", new ValueRange(0, 255)));
        NodeProto gemm = Quantized.Node(graph, "Gemm");
        NodeProto weight = Quantized.Source(graph, gemm, 1);
        NodeProto bias = Quantized.Source(graph, gemm, 2);

        Assert.Empty(gemm.Attribute);
        Assert.Equal([2 / 127f, 4 / 127f, 8 / 127f], Quantized.Floats(Quantized.Initializer(graph, weight.Input[1])));
        Assert.Equal(1, weight.GetInt("axis", -1));
        float[] integers = Quantized.Floats(Quantized.Initializer(graph, bias.Input[0]));
        float[] scales = Quantized.Floats(Quantized.Initializer(graph, bias.Input[1]));
        Assert.All(integers.Zip(scales), static pair => Assert.Equal(15, pair.First * pair.Second, pair.Second));
    }

    [Fact]
    public void A_value_that_a_graph_inside_a_node_reads_keeps_its_name()
    {
        ModelProto model = Chain("HardSwish");
        var body = new GraphProto { Name = "body", Node = { Node("Identity", ["c1"], ["inner"]) }, Output = { Value("inner", 1, -1, 3, 8, 8) } };
        model.Graph.Initializer.Add(new TensorProto { Name = "yes", DataType = 9, Int32Data = { 1 } });
        model.Graph.Node.Add(Node("If", ["yes"], ["z"], Graph("then_branch", body), Graph("else_branch", body.Clone())));
        model.Graph.Output.Add(Value("z", 1, -1, 3, 8, 8));

        GraphProto graph = Quantized.Of(model, Quantized.OnnxRuntime);

        Assert.Equal("DequantizeLinear", graph.Node.Single(static node => node.Output.Contains("c1")).OpType);
    }

    /// <summary>x → Conv c1 → the operator m → Conv y.</summary>
    private static ModelProto Chain(string type, params AttributeProto[] attributes)
    {
        ModelProto model = Model(
            [Value("x", 1, -1, 3, 8, 8)],
            [Value("y", 1, -1, 3, 8, 8)],
            [Node("Conv", ["x", "w1"], ["c1"]), Node(type, ["c1"], ["m"], attributes), Node("Conv", ["m", "w2"], ["y"])]);
        model.Graph.Initializer.Add(Floats("w1", [3, 3, 1, 1]));
        model.Graph.Initializer.Add(Floats("w2", [3, 3, 1, 1]));
        return model;
    }

    /// <summary>x → Conv → Relu r1; Conv(r1) + r1 → Relu r2 → Conv y.</summary>
    internal static ModelProto Residual()
    {
        ModelProto model = Model(
            [Value("x", 1, -1, 3, 8, 8)],
            [Value("y", 1, -1, 3, 8, 8)],
            [
                Node("Conv", ["x", "w1"], ["c1"]), Node("Relu", ["c1"], ["r1"]), Node("Conv", ["r1", "w2"], ["c2"]), Node("Add", ["c2", "r1"], ["s"]),
                Node("Relu", ["s"], ["r2"]), Node("Conv", ["r2", "w3"], ["y"]),
            ]);
        model.Graph.Initializer.Add([Floats("w1", [3, 3, 1, 1]), Floats("w2", [3, 3, 1, 1]), Floats("w3", [3, 3, 1, 1])]);
        return model;
    }
}
