using InferenceBench.Models;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;
using Xunit;

namespace InferenceBench.Tests.Unit.Models.Catalogue;

public sealed class CatalogueGraphTests
{
    public static TheoryData<string> Ids => CatalogueCountsTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_model_is_opset_17_and_IR_8_with_a_dynamic_batch(string id)
    {
        CatalogueEntry entry = ModelCatalogue.Find(id)!;
        ModelProto model = entry.Blueprint.Skeleton;

        Assert.Equal((8, id), (model.IrVersion, model.Graph.Name));
        OperatorSetIdProto opset = Assert.Single(model.OpsetImport);
        Assert.Equal((string.Empty, 17), (opset.Domain, opset.Version));
        ValueInfoProto input = Assert.Single(model.Graph.Input);
        ValueInfoProto output = Assert.Single(model.Graph.Output);
        Assert.Equal(("input", "output"), (input.Name, output.Name));
        Assert.All([input, output], static value => Assert.Equal("batch", value.Type.TensorType.Shape.Dim[0].DimParam));
        Assert.Equal(entry.InputShape.Skip(1), input.Type.TensorType.Shape.Dim.Skip(1).Select(static dimension => dimension.DimValue));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Names_are_unique_and_every_weight_is_read_once(string id)
    {
        GraphProto graph = ModelCatalogue.Find(id)!.Blueprint.Skeleton.Graph;
        string[] weights = [.. graph.Initializer.Select(static tensor => tensor.Name)];
        string[] produced = [.. graph.Node.SelectMany(static node => node.Output)];
        string[] read = [.. graph.Node.SelectMany(static node => node.Input)];

        Assert.Distinct(graph.Node.Select(static node => node.Name));
        Assert.Distinct(produced.Concat(weights).Append("input"));
        Assert.All(weights, weight => Assert.Single(read, name => name == weight));
        Assert.All(produced, name => Assert.True(name == "output" || read.Contains(name), name));
    }

    [Fact]
    public void Ids_are_found_whatever_their_case()
    {
        Assert.Equal("resnet50", ModelCatalogue.Find("ResNet50")?.Id);
        Assert.Null(ModelCatalogue.Find("resnet5"));
    }

    [Fact]
    public void Only_the_Keras_form_declares_another_range_of_inputs()
    {
        Assert.All(ModelCatalogue.Entries, static entry =>
        {
            InputRange expected = entry.Id == "mobilenet_v3_large_keras" ? new InputRange(0, 255) : new InputRange(-1, 1);
            Assert.Equal(expected, entry.InputRange);
            Assert.Equal(expected, SeededInputs.RangeOf(new OnnxModel(string.Empty, entry.Blueprint.Skeleton)));
        });
    }

    [Fact]
    public void The_Keras_form_pads_more_at_the_bottom_and_the_right()
    {
        GraphProto graph = ModelCatalogue.Find("mobilenet_v3_large_keras")!.Blueprint.Skeleton.Graph;
        NodeProto stem = graph.Node.First(static node => node.OpType == "Conv");

        Assert.Equal([0, 0, 1, 1], stem.Attribute.Single(static attribute => attribute.Name == "pads").Ints);
        Assert.Equal(4, graph.Node.Count(static node => node.OpType == "Pad"));
        Assert.Equal(["Mul", "Add", "Transpose"], graph.Node.Where(static node => node.OpType != "Constant").Take(3).Select(static node => node.OpType));
        Assert.Equal("Softmax", graph.Node[^1].OpType);
    }
}
