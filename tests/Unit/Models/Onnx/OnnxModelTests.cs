using System.Text;
using Google.Protobuf;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.Models.Onnx;

public sealed class OnnxModelTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        Refused(_folder.File("no.onnx"), "no such file");
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        Refused(Write([]), "is empty");
    }

    [Fact]
    public void A_folder_is_refused()
    {
        Refused(_folder.Path, "is a folder");
    }

    [Fact]
    public void A_device_is_refused_without_reading_from_it()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "there is no /dev/zero");
        Refused("/dev/zero", "no regular file");
    }

    [Fact]
    public void A_file_beyond_what_protobuf_holds_is_refused_unread()
    {
        string path = _folder.File("big.onnx");
        using (FileStream stream = File.Create(path))
        {
            // A hole: it takes no room on the disk.
            stream.SetLength(3L << 30);
        }

        Refused(path, "save the model with external data");
    }

    [Fact]
    public void Large_weights_stay_in_the_file_and_can_be_read_and_saved()
    {
        ModelProto model = Large();
        string path = Write(model);
        OnnxModel loaded = OnnxModel.Load(path);
        TensorProto weight = loaded.Proto.Graph.Initializer[0];
        Assert.True(weight.RawData.IsEmpty);
        Assert.Equal(model.Graph.Initializer[0].RawData.ToByteArray(), TensorReader.ReadBytes(loaded, weight).ToArray());
        Assert.Equal(model.Graph.Initializer[1], loaded.Proto.Graph.Initializer[1]);
        // Over the very file that it reads from, and to another name, where the old one is no place to read from.
        OnnxWriter.Save(loaded, path, ExternalDataUse.WhenNeeded);
        OnnxWriter.Save(loaded, _folder.File("copy.onnx"), ExternalDataUse.WhenNeeded);
        Assert.Equal(model, ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)));
        Assert.Equal(model, ModelProto.Parser.ParseFrom(File.ReadAllBytes(_folder.File("copy.onnx"))));
    }

    [Fact]
    public void A_large_weight_of_the_wrong_size_is_refused()
    {
        ModelProto model = Large();
        model.Graph.Initializer[0].Dims[0] = 41;
        Refused(Write(model), "initializer 'w' of shape [41,3,30,30] needs 442800 bytes and holds 432000");
    }

    [Fact]
    public void Only_the_last_of_two_weights_in_one_tensor_counts()
    {
        byte[] large = new TensorProto { RawData = ByteString.CopyFrom(new byte[100_000]) }.ToByteArray();
        byte[] tensor = [.. new TensorProto { Name = "b", DataType = 1, Dims = { 4 } }.ToByteArray(), .. large, .. new TensorProto { RawData = ByteString.CopyFrom(new byte[16]) }.ToByteArray()];
        ModelProto model = Convolution();
        model.Graph.Initializer.RemoveAt(1);
        using var stream = new MemoryStream();
        using var writer = new CodedOutputStream(stream);
        writer.WriteTag(7, WireFormat.WireType.LengthDelimited);
        writer.WriteLength(tensor.Length + 4);
        writer.WriteTag(5, WireFormat.WireType.LengthDelimited);
        writer.WriteLength(tensor.Length);
        writer.Flush();
        // Appended to a whole model: a second graph, whose fields belong to the first.
        OnnxModel loaded = OnnxModel.Load(Write([.. model.ToByteArray(), .. stream.ToArray(), .. tensor]));
        Assert.Equal(16, loaded.Proto.Graph.Initializer[1].RawData.Length);
    }

    [Fact]
    public void A_link_to_a_model_is_followed()
    {
        Write(Convolution());
        File.CreateSymbolicLink(_folder.File("link.onnx"), "m.onnx");
        Assert.Equal(_folder.File("link.onnx"), OnnxModel.Load(_folder.File("link.onnx")).Path);
    }

    [Fact]
    public void A_Git_LFS_pointer_is_named_as_one()
    {
        Refused(Write(Encoding.ASCII.GetBytes("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n")), "git lfs pull");
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] whole = Convolution().ToByteArray();
        const int Seed = 7;
        var random = new Random(Seed);
        for (int i = 0; i < 20; i++)
        {
            int length = random.Next(1, whole.Length);
            string path = Write(whole[..length]);
            OnnxModelException e = Assert.Throws<OnnxModelException>(() => OnnxModel.Load(path));
            Assert.True(e.Message.StartsWith(path + ": ", StringComparison.Ordinal), $"seed {Seed}, {length} bytes: {e.Message}");
        }
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        var bytes = new byte[4096];
        new Random(11).NextBytes(bytes);
        Refused(Write(bytes), "is no ONNX model or is damaged");
    }

    [Fact]
    public void A_message_without_a_graph_is_refused()
    {
        Refused(Write(new ModelProto { IrVersion = 8 }.ToByteArray()), "holds no graph");
    }

    [Fact]
    public void A_model_without_an_operator_set_is_refused()
    {
        ModelProto model = Convolution();
        model.OpsetImport.Clear();
        Refused(Write(model), "imports no version of the default operator set");
    }

    [Fact]
    public void Opsets_of_other_domains_and_unknown_fields_are_no_error()
    {
        ModelProto model = Convolution();
        model.OpsetImport.Insert(0, new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 3 });
        model.MetadataProps.Add(new StringStringEntryProto { Key = "k", Value = "v" });
        // Field 20 (training_info), which our message does not have.
        byte[] bytes = [.. model.ToByteArray(), 0xA2, 0x01, 0x02, 0x0A, 0x00];
        Assert.Equal(17, OnnxModel.Load(Write(bytes)).Opset);
    }

    [Fact]
    public void A_cycle_is_named_as_one()
    {
        ModelProto model = Model([Value("x", 1, 2)], [Value("b", 1, 2)], [Node("Add", ["x", "b"], ["a"]), Node("Relu", ["a"], ["b"])]);
        Refused(Write(model), "the graph has a cycle: 2 nodes");
    }

    [Fact]
    public void Nodes_in_another_order_are_sorted()
    {
        ModelProto model = Model([Value("x", 1, 2)], [Value("b", 1, 2)], [Node("Relu", ["a"], ["b"]), Node("Neg", ["x"], ["a"])]);
        Assert.Equal(["Neg", "Relu"], OnnxModel.Load(Write(model)).Proto.Graph.Node.Select(static node => node.OpType));
    }

    [Fact]
    public void A_missing_initializer_is_named()
    {
        ModelProto model = Convolution();
        model.Graph.Initializer.RemoveAt(0);
        Refused(Write(model), "'w', input of node 'node_c' (Conv), is made by no node");
    }

    [Fact]
    public void An_output_that_nothing_makes_is_named()
    {
        ModelProto model = Convolution();
        model.Graph.Output[0].Name = "z";
        Refused(Write(model), "'z', output of the graph");
    }

    [Fact]
    public void A_value_made_twice_is_named()
    {
        ModelProto model = Model([Value("x", 1, 2)], [Value("a", 1, 2)], [Node("Neg", ["x"], ["a"]), Node("Relu", ["x"], ["a"])]);
        Refused(Write(model), "makes 'a', which something else makes, too");
    }

    [Fact]
    public void A_graph_inside_a_node_sees_names_from_outside()
    {
        Assert.Equal(2, OnnxModel.Load(Write(Branching("outer"))).Proto.Graph.Node.Count);
    }

    [Fact]
    public void A_graph_inside_a_node_may_not_read_what_nobody_makes()
    {
        Refused(Write(Branching("nobody")), "'nobody'");
    }

    [Theory]
    [InlineData(new long[] { 2, -3 }, "the negative dimension -3")]
    [InlineData(new long[] { 1L << 29, 1L << 29 }, "needs 1152921504606846976 bytes and holds 8")]
    [InlineData(new long[] { 1L << 40, 1L << 40 }, "more than 2^63 elements")]
    [InlineData(new long[] { 1L << 61, 3 }, "more than 2^63 bytes")]
    [InlineData(new long[] { 3 }, "needs 12 bytes and holds 8")]
    public void An_initializer_whose_shape_is_wrong_is_refused_without_allocating_it(long[] shape, string reason)
    {
        ModelProto model = Convolution();
        model.Graph.Initializer[1] = new TensorProto { Name = "b", DataType = 1, Dims = { shape }, RawData = ByteString.CopyFrom(new byte[8]) };
        Refused(Write(model), reason);
    }

    [Fact]
    public void A_tensor_in_an_attribute_is_checked_as_well()
    {
        ModelProto model = Model([Value("x", 1, 2)], [Value("y", 1, 2)], [Node("Constant", [], ["c"], Tensor("value", new TensorProto { DataType = 1, Dims = { 5 } })), Node("Add", ["x", "c"], ["y"])]);
        Refused(Write(model), "attribute 'value' of node 'node_c' (Constant) of shape [5] needs 20 bytes");
    }

    [Fact]
    public void An_unknown_data_type_is_refused()
    {
        ModelProto model = Convolution();
        model.Graph.Initializer[0].DataType = 77;
        Refused(Write(model), "initializer 'w' has the unknown data type 77");
    }

    [Fact]
    public void Typed_fields_count_their_elements()
    {
        ModelProto model = Convolution();
        model.Graph.Initializer[1] = new TensorProto { Name = "b", DataType = 1, Dims = { 4 }, FloatData = { 1, 2, 3 } };
        Refused(Write(model), "needs 4 elements and holds 3");
    }

    [Fact]
    public void Two_byte_messages_do_not_fill_the_memory()
    {
        // Two million empty nodes in four megabytes.
        const int Count = 2_000_000;
        var graph = new byte[2 * Count];
        for (int i = 0; i < graph.Length; i += 2)
        {
            graph[i] = 0x0A;
        }

        using var stream = new MemoryStream();
        using var writer = new CodedOutputStream(stream);
        writer.WriteTag(7, WireFormat.WireType.LengthDelimited);
        writer.WriteBytes(ByteString.CopyFrom(graph));
        writer.Flush();
        Refused(Write(stream.ToArray()), "of memory");
    }

    [Fact]
    public void Graphs_nested_beyond_reason_are_refused()
    {
        GraphProto graph = Convolution().Graph;
        for (int i = 0; i < 60; i++)
        {
            graph = new GraphProto { Node = { Node("If", [], ["y"], Graph("then_branch", graph)) }, Output = { Value("y", 1) } };
        }

        ModelProto model = Convolution();
        model.Graph = graph;
        Refused(Write(model), "nested more than 100 levels");
    }

    [Fact]
    public void Names_with_line_breaks_stay_on_one_line()
    {
        ModelProto model = Convolution();
        model.Graph.Node[0].Input[1] = "w\nat Program.Main()" + new string('x', 5000);
        Assert.True(Refused(Write(model), "w?at Program").Length < 1000);
    }

    private static ModelProto Large()
    {
        ModelProto model = Convolution();
        model.Graph.Initializer[0] = Floats("w", [40, 3, 30, 30]);
        return model;
    }

    private static ModelProto Branching(string read)
    {
        var branch = new GraphProto { Name = "b", Node = { Node("Relu", [read], ["r"]) }, Output = { Value("r", 1, 2) } };
        return Model(
            [Value("x", 1, 2), Value("cond", 9)],
            [Value("y", 1, 2)],
            [
                Node("If", ["cond"], ["y"], Graph("then_branch", branch), Graph("else_branch", branch)),
                // After the node that reads it: the order is mended for names read inside, too.
                Node("Neg", ["x"], ["outer"]),
            ]);
    }

    private string Write(ModelProto model)
    {
        return Write(model.ToByteArray());
    }

    private string Write(byte[] bytes)
    {
        string path = _folder.File("m.onnx");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static string Refused(string path, string reason)
    {
        OnnxModelException e = Assert.Throws<OnnxModelException>(() => OnnxModel.Load(path));
        Assert.StartsWith(path + ": ", e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        return e.Message;
    }
}
