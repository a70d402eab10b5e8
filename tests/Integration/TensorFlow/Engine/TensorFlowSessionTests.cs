using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow;
using InferenceBench.Frameworks.TensorFlow.Engine;
using InferenceBench.Frameworks.TensorFlow.Lowering;
using InferenceBench.Frameworks.TensorFlow.Native;
using InferenceBench.Frameworks.TensorFlow.Protos;
using InferenceBench.Frameworks.TensorFlow.Sessions;
using Xunit;

namespace InferenceBench.Tests.Integration.TensorFlow.Engine;

/// <summary>Graphs made by hand, at the border to TensorFlow.</summary>
[Collection(TensorFlowGroup.Name)]
public sealed class TensorFlowSessionTests
{
    private static readonly TensorSpec s_x = new("x", ElementType.Float32, [4]);

    public TensorFlowSessionTests()
    {
        TensorFlowProcess.Prepare();
        TensorFlowGroup.SkipWithoutTensorFlow();
        TensorFlowRuntime.Require();
    }

    [Fact]
    public void A_result_may_be_an_input_a_constant_or_fetched_twice()
    {
        float[][] results = Run([Placeholder(), Const(7f), Node("Neg", "neg", "x")], "x:0", "neg:0", "const:0", "neg:0");

        Assert.Equal([1f, -2f, 3f, 0f], results[0]);
        Assert.Equal([-1f, 2f, -3f, 0f], results[1]);
        Assert.Equal([7f], results[2]);
        Assert.Equal(results[1], results[3]);
    }

    [Fact]
    public void Text_as_a_result_is_not_supported()
    {
        NodeDef text = Node("AsString", "text", "x");

        Assert.Equal("output 'text' is of type DtString, whose elements are no numbers", Assert.ThrowsAny<NotSupportedException>(() => Run([Placeholder(), text], "text:0")).Message);
    }

    [Fact]
    public void A_result_that_is_not_in_the_graph_is_refused_with_its_name()
    {
        Assert.Equal("the graph has no 'lost:1'", Assert.Throws<InferenceException>(() => Run([Placeholder()], "lost:1")).Message);
    }

    [Fact]
    public void An_operator_that_TensorFlow_does_not_know_is_refused_in_its_words()
    {
        string message = Assert.Throws<InferenceException>(() => Run([Placeholder(), Node("Frobnicate", "y", "x")], "y:0")).Message;

        Assert.StartsWith("TF_GraphImportGraphDef failed (TF_NOT_FOUND): Op type not registered 'Frobnicate'", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_type_that_an_operator_has_no_kernel_for_is_not_supported()
    {
        NodeDef norm = Node("LRN", "y", "image");
        norm.Attr["T"] = new AttrValue { Type = DataType.DtBfloat16 };
        NodeDef image = Placeholder(DataType.DtBfloat16);
        image.Name = "image";

        string message = Assert.ThrowsAny<NotSupportedException>(() => Run([Placeholder(), image, norm], "y:0")).Message;

        Assert.StartsWith("TensorFlow has no kernel for it here: ", message, StringComparison.Ordinal);
        Assert.Contains("LRN", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_graph_of_more_than_two_gigabytes_is_refused_before_it_is_copied()
    {
        // One array of weights, shared by all nodes: the graph is big, and the test is not.
        ByteString weights = UnsafeByteOperations.UnsafeWrap(new byte[1 << 28]);
        NodeDef[] nodes = [.. Enumerable.Range(0, 8).Select(i =>
        {
            NodeDef node = new() { Op = "Const", Name = $"weights{i}" };
            node.Attr["value"] = new AttrValue { Tensor = new TensorProto { Dtype = DataType.DtUint8, TensorContent = weights } };
            return node;
        })];

        Assert.Equal(
            $"the graph has weights of {8L << 28} bytes; TensorFlow reads graphs of at most 2 GiB",
            Assert.ThrowsAny<NotSupportedException>(() => Run([Placeholder(), .. nodes], "x:0")).Message);
    }

    [Fact]
    public void A_failure_of_a_run_is_told_and_the_next_run_goes_on()
    {
        NodeDef check = Node("CheckNumerics", "y", "x");
        check.Attr["message"] = new AttrValue { S = ByteString.CopyFromUtf8("no number") };
        using OpenedModel model = Open([Placeholder(), check], "y:0");
        using InputTensor input = new(s_x);
        using NativeRun run = new(model.Session, model.Feeds, [input], model.Fetches);
        MemoryMarshal.Cast<byte, float>(input.Bytes)[2] = float.NaN;

        string message = Assert.Throws<InferenceException>(run.Run).Message;
        input.Bytes.Clear();
        run.Run();

        Assert.StartsWith("TF_SessionRun failed (TF_INVALID_ARGUMENT): ", message, StringComparison.Ordinal);
        Assert.Contains("no number", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Equal(16, NativeTensor.BytesOf(run.ResultOf(0)).Length);
    }

    [Fact]
    public void Another_number_of_threads_is_refused_once_the_process_has_one()
    {
        TensorFlowRuntime.UseThreads(1);

        Assert.Contains("it has 1, not 3", Assert.Throws<InferenceException>(() => TensorFlowRuntime.UseThreads(3)).Message, StringComparison.Ordinal);
        TensorFlowRuntime.UseThreads(1);
    }

    private static float[][] Run(NodeDef[] nodes, params string[] results)
    {
        using OpenedModel model = Open(nodes, results);
        using InputTensor input = new(model.Inputs[0]);
        using NativeRun run = new(model.Session, model.Feeds, [input], model.Fetches);
        if (input.Bytes.Length == 16)
        {
            new float[] { 1, -2, 3, 0 }.CopyTo(MemoryMarshal.Cast<byte, float>(input.Bytes));
        }

        run.Run();
        return [.. results.Select((_, i) => MemoryMarshal.Cast<byte, float>(NativeTensor.BytesOf(run.ResultOf(i))).ToArray())];
    }

    private static OpenedModel Open(NodeDef[] nodes, params string[] results)
    {
        GraphDef graph = new() { Versions = new VersionDef { Producer = 1286 } };
        graph.Node.AddRange(nodes);
        ElementType type = DataTypes.ElementTypeOf(nodes[0].Attr["dtype"].Type);
        var program = new TensorFlowProgram(graph, ["x"], results, [s_x with { ElementType = type }], [.. results.Select(static name => new TensorSpec(name.Split(':')[0], ElementType.Float32, [-1]))]);
        OpenRequest request = new("", [s_x], [], Device.Cpu, "cpu", TensorFlowVariants.Graph, Precision.Fp32, Threads: 1, new Dictionary<string, string>());
        TensorFlowRuntime.UseThreads(request.Threads);
        return ModelOpener.Open(program, SessionConfig.Create(request, new TensorFlowOptions()));
    }

    private static NodeDef Placeholder(DataType type = DataType.DtFloat)
    {
        NodeDef node = new() { Op = "Placeholder", Name = "x" };
        node.Attr["dtype"] = new AttrValue { Type = type };
        return node;
    }

    private static NodeDef Const(float value)
    {
        NodeDef node = new() { Op = "Const", Name = "const" };
        TensorProto tensor = new() { Dtype = DataType.DtFloat, TensorShape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = 1 } } } };
        tensor.TensorContent = ByteString.CopyFrom(BitConverter.GetBytes(value));
        node.Attr["dtype"] = new AttrValue { Type = DataType.DtFloat };
        node.Attr["value"] = new AttrValue { Tensor = tensor };
        return node;
    }

    private static NodeDef Node(string type, string name, string input)
    {
        NodeDef node = new() { Op = type, Name = name, Input = { input } };
        node.Attr["T"] = new AttrValue { Type = DataType.DtFloat };
        return node;
    }
}
