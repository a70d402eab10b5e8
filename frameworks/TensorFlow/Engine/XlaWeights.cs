using InferenceBench.Frameworks.TensorFlow.Protos;

namespace InferenceBench.Frameworks.TensorFlow.Engine;

/// <summary>Weights of a graph that XLA is to compile.</summary>
internal static class XlaWeights
{
    /// <summary>The attribute that keeps a node out of XLA's clusters.</summary>
    public const string Attribute = "_XlaCompile";

    private const int SmallestBytes = 4096;

    /// <summary>
    /// Makes weights what a cluster takes, as the variables of a Keras model are, and not a part of its program: XLA would write every byte of them into the code that it
    /// compiles, which for half a gigabyte takes minutes. Small constants stay: shapes and axes have to be known when a cluster is compiled.
    /// </summary>
    /// <param name="graph">The graph; changed.</param>
    public static void KeepOutside(GraphDef graph)
    {
        foreach (NodeDef node in graph.Node.Where(static node => node.Op == "Const" && node.Attr["value"].Tensor.TensorContent.Length >= SmallestBytes))
        {
            node.Attr[Attribute] = new AttrValue { B = false };
        }
    }
}
