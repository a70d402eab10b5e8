using InferenceBench.Models.Conversion;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Editing;

/// <summary>Brings a model into the form that edits of its weights start from: one graph without calls, weights that nobody overrides, nothing that only training needs.</summary>
internal static class InferenceForm
{
    // Until IR 3 every initializer had to be an input, too.
    private const long FirstFreeInitializers = 4;

    /// <summary>The model in that form: the same function of the inputs that must be fed.</summary>
    /// <param name="model">The model; it is not changed. Weights are shared with it.</param>
    public static OnnxModel Of(OnnxModel model)
    {
        OnnxModel flat = FunctionInliner.Copy(model);
        GraphProto graph = flat.Proto.Graph;
        ValueInfoProto[] fed = [.. flat.FedInputs];
        graph.Input.Clear();
        graph.Input.AddRange(fed);
        flat.Proto.IrVersion = Math.Max(flat.Proto.IrVersion, FirstFreeInitializers);
        MoveConstants(graph);
        NameNodes(graph);
        PassThroughNodes.Remove(flat);
        return flat;
    }

    // Edits move outputs from node to node; a node without a name is known by its output's.
    private static void NameNodes(GraphProto graph)
    {
        foreach (NodeProto node in graph.Node)
        {
            node.Name = node.DisplayName();
        }
    }

    // One kind of constant, so that what is behind Identity is found and a large one can go to external data.
    private static void MoveConstants(GraphProto graph)
    {
        var outputs = new HashSet<string>(graph.Output.Select(static output => output.Name), StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node.Where(static node => ConstantNodes.IsConstant(node) && node.Output.Count == 1).ToArray())
        {
            if (ConstantNodes.Find(node) is { } tensor && !outputs.Contains(node.Output[0]))
            {
                TensorProto moved = tensor.Clone();
                moved.Name = node.Output[0];
                graph.Initializer.Add(moved);
                graph.Node.Remove(node);
            }
        }
    }
}
