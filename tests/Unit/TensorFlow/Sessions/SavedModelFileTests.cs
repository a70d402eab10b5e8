using Google.Protobuf;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Protos;
using InferenceBench.Frameworks.TensorFlow.Sessions;
using InferenceBench.Tests.Unit.Parity;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorFlow.Sessions;

public sealed class SavedModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void A_folder_without_a_model_is_told_how_to_get_one()
    {
        Assert.StartsWith("it holds no saved_model.pb, so it is no SavedModel; write one with tf.saved_model.save", SavedModelFile.ProblemOf(_folder.Root), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_as_text_is_refused()
    {
        _folder.Text("saved_model.pbtxt", "saved_model_schema_version: 1");

        Assert.Equal("it holds saved_model.pbtxt, a SavedModel as text; save it as binary", SavedModelFile.ProblemOf(_folder.Root));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void A_damaged_file_is_refused_in_one_line(int missing)
    {
        Write(Model("serve"));
        string path = Path.Combine(_folder.Root, "saved_model.pb");
        byte[] whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^missing]);

        string problem = SavedModelFile.ProblemOf(_folder.Root)!;

        Assert.StartsWith("its saved_model.pb is damaged (", problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        _folder.Text("saved_model.pb", "");

        Assert.Equal("its saved_model.pb holds no graph: it is damaged or no SavedModel", SavedModelFile.ProblemOf(_folder.Root));
    }

    [Fact]
    public void A_model_for_training_alone_is_refused_with_its_tags()
    {
        Write(Model("train"));

        Assert.Equal("none of its graphs has the tag serve; they have train", SavedModelFile.ProblemOf(_folder.Root));
    }

    [Fact]
    public void Inputs_and_outputs_of_a_signature_are_in_the_order_of_their_names()
    {
        Write(Model("serve"));

        SavedModelSignature signature = SavedModelFile.Read(_folder.Root).Find("serving_default");

        Assert.Null(SavedModelFile.ProblemOf(_folder.Root));
        Assert.Equal(["image uint8[?,4,4,3]", "scale float32[]"], signature.Inputs.Select(static input => input.Spec.ToString()));
        Assert.Equal(["serving_default_image:0", "serving_default_scale:0"], signature.Inputs.Select(static input => input.Name));
        Assert.Equal(["logits float32[?,10]"], signature.Outputs.Select(static output => output.Spec.ToString()));
    }

    [Fact]
    public void A_signature_that_is_not_there_is_refused_with_those_that_are()
    {
        Write(Model("serve"));

        Assert.Equal(
            "it has no signature 'embed'; it has serving_default, words (--signature NAME)",
            Assert.Throws<InferenceException>(() => SavedModelFile.Read(_folder.Root).Find("embed")).Message);
    }

    [Fact]
    public void A_signature_of_text_is_refused()
    {
        Write(Model("serve"));

        Assert.Equal(
            "output 'word' of the signature is no tensor of numbers (DtString)",
            Assert.Throws<InferenceException>(() => SavedModelFile.Read(_folder.Root).Find("words")).Message);
    }

    [Fact]
    public void A_free_batch_is_usually_one_and_has_no_limit()
    {
        Write(Model("serve"));

        ModelFileInput image = SavedModelFile.Read(_folder.Root).Find("serving_default").Choices[0];

        Assert.Equal([1, 4, 4, 3], image.Usual);
        Assert.True(image.Takes([64, 4, 4, 3]));
        Assert.False(image.Takes([1, 5, 4, 3]));
        Assert.Equal("?,4,4,3", image.Range);
    }

    [Fact]
    public void Inputs_are_matched_by_name_and_without_names_in_their_order()
    {
        Write(Model("serve"));
        SavedModelSignature signature = SavedModelFile.Read(_folder.Root).Find("serving_default");
        TensorSpec image = new("image", ElementType.Float32, [2, 4, 4, 3]);
        TensorSpec scale = new("scale", ElementType.Float32, []);

        Assert.Equal(["scale float32[]", "image uint8[2,4,4,3]"], signature.Match([scale, image]).Select(static input => input.Spec.ToString()));
        Assert.Equal(["image uint8[2,4,4,3]", "scale float32[]"], signature.Match([image with { Name = "input" }, scale]).Select(static input => input.Spec.ToString()));
    }

    [Fact]
    public void Shapes_and_numbers_of_inputs_that_do_not_fit_are_refused()
    {
        Write(Model("serve"));
        SavedModelSignature signature = SavedModelFile.Read(_folder.Root).Find("serving_default");
        TensorSpec image = new("image", ElementType.UInt8, [2, 5, 4, 3]);

        Assert.Equal(
            "signature 'serving_default' takes image uint8[?,4,4,3], scale float32[], and 1 inputs are given",
            Assert.Throws<InferenceException>(() => signature.Match([image])).Message);
        Assert.Equal(
            "signature 'serving_default' takes image uint8[?,4,4,3], which the shape 2,5,4,3 does not fit",
            Assert.Throws<InferenceException>(() => signature.Match([image, new TensorSpec("scale", ElementType.Float32, [])])).Message);
    }

    private static MetaGraphDef Model(string tag)
    {
        SignatureDef serving = new();
        serving.Inputs["scale"] = Tensor("serving_default_scale:0", DataType.DtFloat);
        serving.Inputs["image"] = Tensor("serving_default_image:0", DataType.DtUint8, -1, 4, 4, 3);
        serving.Outputs["logits"] = Tensor("StatefulPartitionedCall:0", DataType.DtFloat, -1, 10);
        SignatureDef words = new();
        words.Outputs["word"] = Tensor("words:0", DataType.DtString, -1);
        MetaGraphDef graph = new() { MetaInfoDef = new MetaGraphDef.Types.MetaInfoDef { TensorflowVersion = "2.15.1" } };
        graph.MetaInfoDef.Tags.Add(tag);
        graph.SignatureDef["words"] = words;
        graph.SignatureDef["serving_default"] = serving;
        // Written beside every model by TensorFlow; takes nothing, and names an operation that gives nothing.
        SignatureDef start = new();
        start.Outputs["__saved_model_init_op"] = new TensorInfo { Name = "NoOp" };
        graph.SignatureDef["__saved_model_init_op"] = start;
        return graph;
    }

    private static TensorInfo Tensor(string name, DataType type, params long[] shape)
    {
        TensorInfo tensor = new() { Name = name, Dtype = type, TensorShape = new TensorShapeProto() };
        tensor.TensorShape.Dim.AddRange(shape.Select(static size => new TensorShapeProto.Types.Dim { Size = size }));
        return tensor;
    }

    private void Write(MetaGraphDef graph)
    {
        SavedModel model = new() { SavedModelSchemaVersion = 1 };
        model.MetaGraphs.Add(graph);
        File.WriteAllBytes(Path.Combine(_folder.Root, "saved_model.pb"), model.ToByteArray());
    }
}
