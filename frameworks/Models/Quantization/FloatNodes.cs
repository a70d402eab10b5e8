using InferenceBench.Contracts;
using InferenceBench.Models.Counting;
using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;

namespace InferenceBench.Models.Quantization;

/// <summary>The nodes that compute with floats: not those that compute shapes and indices.</summary>
internal static class FloatNodes
{
    /// <summary>The nodes whose first output is of float32, or of a type that is not known, and depends on the model's inputs.</summary>
    /// <param name="index">The graph.</param>
    public static IEnumerable<NodeProto> Of(GraphIndex index)
    {
        GraphShapes shapes = GraphShapes.Infer(index.Model, new Dictionary<string, long[]>());
        var constants = new ConstantValues(index.Graph);
        return index.Graph.Node.Where(node =>
            !constants.Contains(node.Output.FirstOrDefault("")) && shapes[node.Output.FirstOrDefault("")].Type is ElementType.Float32 or ElementType.Undefined);
    }
}
