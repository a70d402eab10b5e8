using Google.Protobuf;
using InferenceBench.Frameworks.TensorFlow.Protos;

namespace InferenceBench.Frameworks.TensorFlow;

/// <summary>A graph as the bytes of one message, which can have 2 GiB at most.</summary>
internal static class GraphBytes
{
    // For everything but the weights.
    private const int Reserve = 64 << 20;

    /// <summary>The bytes.</summary>
    /// <param name="graph">The graph.</param>
    /// <exception cref="NotSupportedException">It is too large.</exception>
    public static byte[] Of(GraphDef graph)
    {
        Require(graph);
        return graph.ToByteArray();
    }

    /// <summary>Checks the size.</summary>
    /// <param name="graph">The graph.</param>
    /// <exception cref="NotSupportedException">It is too large.</exception>
    public static void Require(GraphDef graph)
    {
        long weights = graph.Node.Sum(static node => node.Attr.Values.Sum(static value => (long)(value.Tensor?.TensorContent.Length ?? 0)));
        if (weights > int.MaxValue - Reserve)
        {
            throw new NotSupportedException($"the graph has weights of {weights} bytes; TensorFlow reads graphs of at most 2 GiB");
        }
    }
}
