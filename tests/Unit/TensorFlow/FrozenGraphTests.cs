using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Lowering;
using InferenceBench.Frameworks.TensorFlow.Protos;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorFlow;

public sealed class FrozenGraphTests
{
    // "y" is a node within, whose second output is the model's output "y"; "z" is fetched from a node of another name.
    private static readonly TensorFlowProgram s_program = new(
        new GraphDef
        {
            Node =
            {
                new NodeDef { Name = "x", Op = "Placeholder" },
                new NodeDef { Name = "y", Op = "Split", Input = { "x" }, Attr = { ["num_split"] = new AttrValue { I = 2 } } },
                new NodeDef { Name = "n", Op = "Relu", Input = { "y:1", "^y" } },
            },
            Versions = new VersionDef { Producer = 175 },
        },
        ["x"],
        ["y:1", "n"],
        [new TensorSpec("x", ElementType.Float32, [1, 2])],
        [new TensorSpec("y", ElementType.Float32, [1, 1]), new TensorSpec("0 z", ElementType.Int32, [1, 1])]);

    [Fact]
    public void Results_are_nodes_named_like_the_models_outputs()
    {
        GraphDef graph = FrozenGraph.Of(s_program);

        NodeDef[] outputs = [.. graph.Node.Where(static node => node.Op == "Identity")];
        Assert.Equal(["y", "0_z"], outputs.Select(static node => node.Name));
        Assert.Equal([DataType.DtFloat, DataType.DtInt32], outputs.Select(static node => node.Attr["T"].Type));
        Assert.Equal(["y_1:1", "n"], outputs.Select(static node => node.Input.Single()));
    }

    [Fact]
    public void A_node_within_that_has_an_outputs_name_gets_another_and_inputs_keep_theirs()
    {
        GraphDef graph = FrozenGraph.Of(s_program);

        Assert.Equal(["x", "y_1", "n"], graph.Node.Take(3).Select(static node => node.Name));
        Assert.Equal(2, graph.Node[1].Attr["num_split"].I);
        Assert.Equal(["y_1:1", "^y_1"], graph.Node[2].Input);
        Assert.Equal(["x", "y", "n"], s_program.Graph.Node.Select(static node => node.Name));
    }

    [Fact]
    public void It_is_written_as_one_binary_message()
    {
        using MemoryStream stream = new();
        FrozenGraph.Write(s_program, stream);

        Assert.Equal(FrozenGraph.Of(s_program), GraphDef.Parser.ParseFrom(stream.ToArray()));
    }
}
