using Google.Protobuf;
using InferenceBench.Frameworks.TensorFlow.Protos;

namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>A lowered model as the graph that people import elsewhere: its results are nodes that are named like the model's outputs.</summary>
internal static class FrozenGraph
{
    private const string TypeAttribute = "T";

    /// <summary>Writes the graph as a binary GraphDef.</summary>
    /// <param name="program">A lowered model.</param>
    /// <param name="output">Gets the bytes; stays open.</param>
    /// <exception cref="NotSupportedException">It is larger than a GraphDef can be.</exception>
    public static void Write(TensorFlowProgram program, Stream output)
    {
        GraphDef graph = Of(program);
        GraphBytes.Require(graph);
        graph.WriteTo(output);
    }

    /// <summary>The graph with an Identity node for each output; an inner node that has an output's name already gets another.</summary>
    /// <param name="program">A lowered model; stays as it is but for its weights' bytes, which the two share.</param>
    public static GraphDef Of(TensorFlowProgram program)
    {
        NodeNames names = new();
        string[] inputs = [.. program.Placeholders.Select(names.New)];
        string[] outputs = [.. program.Outputs.Select(output => names.New(output.Name))];
        Dictionary<string, string> renamed = new(StringComparer.Ordinal);
        foreach (NodeDef node in program.Graph.Node)
        {
            renamed[node.Name] = inputs.Contains(node.Name) ? node.Name : names.New(node.Name);
        }

        var graph = new GraphDef { Versions = program.Graph.Versions };
        graph.Node.Add(program.Graph.Node.Select(node => Rename(node, renamed)));
        graph.Node.Add(program.Results.Zip(program.Outputs, outputs).Select(result => new NodeDef
        {
            Name = result.Third,
            Op = "Identity",
            Input = { Rename(result.First, renamed) },
            Attr = { [TypeAttribute] = Attr.Type(TypeAttribute, result.Second.ElementType).Value },
        }));
        return graph;
    }

    private static NodeDef Rename(NodeDef node, Dictionary<string, string> renamed)
    {
        var copy = new NodeDef { Name = renamed[node.Name], Op = node.Op, Device = node.Device };
        copy.Input.Add(node.Input.Select(tensor => Rename(tensor, renamed)));
        copy.Attr.Add(node.Attr);
        return copy;
    }

    // "node", "node:1" or, of a control dependency, "^node".
    private static string Rename(string tensor, Dictionary<string, string> renamed)
    {
        int colon = tensor.LastIndexOf(':');
        string node = (colon < 0 ? tensor : tensor[..colon]).TrimStart('^');
        return (tensor.StartsWith('^') ? "^" : "") + renamed[node] + (colon < 0 ? "" : tensor[colon..]);
    }
}
