using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Counting;

/// <summary>Which values of a graph do not depend on its inputs, and where their elements come from.</summary>
internal sealed class ConstantValues
{
    private readonly Dictionary<string, TensorProto> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NodeProto> _producers = new(StringComparer.Ordinal);

    /// <summary>Follows the constants through a graph.</summary>
    /// <param name="graph">The graph, its nodes in an order in which they can run.</param>
    public ConstantValues(GraphProto graph)
    {
        foreach (TensorProto tensor in graph.Initializer)
        {
            _tensors[tensor.Name] = tensor;
        }

        foreach (NodeProto node in graph.Node)
        {
            if (ConstantNodes.IsConstant(node) && node.Output.Count > 0 && ConstantNodes.Find(node) is { } tensor)
            {
                _tensors[node.Output[0]] = tensor;
            }
            else if (AreInputsConstant(node))
            {
                foreach (string output in node.Output)
                {
                    _producers[output] = node;
                }
            }
        }
    }

    /// <summary>Whether a value does not depend on the graph's inputs.</summary>
    /// <param name="name">The value's name.</param>
    public bool Contains(string name)
    {
        return _tensors.ContainsKey(name) || _producers.ContainsKey(name);
    }

    /// <summary>Whether a node computes nothing but constants.</summary>
    /// <param name="node">The node.</param>
    public bool AreInputsConstant(NodeProto node)
    {
        bool hasInput = false;
        foreach (string input in node.Input)
        {
            if (input.Length > 0 && !Contains(input))
            {
                return false;
            }

            hasInput |= input.Length > 0;
        }

        return hasInput && !node.Subgraphs().Any();
    }

    /// <summary>The tensor of an initializer or a Constant node; null for any other value.</summary>
    /// <param name="name">The value's name.</param>
    public TensorProto? FindTensor(string name)
    {
        return _tensors.GetValueOrDefault(name);
    }

    /// <summary>The node that computes a constant from constants; null for any other value.</summary>
    /// <param name="name">The value's name.</param>
    public NodeProto? FindProducer(string name)
    {
        return _producers.GetValueOrDefault(name);
    }
}
