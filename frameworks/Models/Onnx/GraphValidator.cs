using Google.Protobuf.Collections;

namespace InferenceBench.Models.Onnx;

/// <summary>Checks that every name in a graph is made once and before it is used, graphs inside nodes included.</summary>
/// <param name="modelPath">Absolute path of the model, for messages.</param>
internal sealed class GraphValidator(string modelPath)
{
    private readonly TensorValidator _tensors = new(modelPath);

    /// <summary>Checks the main graph; sorts its nodes when they are not in an order in which they can run.</summary>
    /// <param name="graph">The graph.</param>
    /// <exception cref="OnnxModelException">A name has no or two producers, nodes go in a circle, or a tensor is damaged.</exception>
    public void Check(GraphProto graph)
    {
        CheckGraph(graph, null);
    }

    /// <summary>Checks the body of a model-local function.</summary>
    /// <param name="function">The function.</param>
    /// <exception cref="OnnxModelException">As for a graph.</exception>
    public void Check(FunctionProto function)
    {
        var scope = new NameScope(null);
        foreach (string input in function.Input)
        {
            scope.Given.Add(input);
        }

        CheckNodes(function.Node, scope);
        foreach (string output in function.Output)
        {
            RequireKnown(output, scope, $"output of function {OneLine.Quote(function.Name)}");
        }
    }

    private void CheckGraph(GraphProto graph, NameScope? outer)
    {
        var scope = new NameScope(outer);
        foreach (ValueInfoProto input in graph.Input)
        {
            if (!scope.Given.Add(input.Name))
            {
                throw Bad($"two inputs are named {OneLine.Quote(input.Name)}");
            }
        }

        AddInitializers(graph, scope);
        CheckNodes(graph.Node, scope);
        foreach (ValueInfoProto output in graph.Output)
        {
            RequireKnown(output.Name, scope, "output of the graph");
        }
    }

    private void AddInitializers(GraphProto graph, NameScope scope)
    {
        foreach (TensorProto tensor in graph.Initializer)
        {
            _tensors.Check(tensor, $"initializer {OneLine.Quote(tensor.Name)}");
            scope.Given.Add(tensor.Name);
        }

        foreach (SparseTensorProto sparse in graph.SparseInitializer)
        {
            if (sparse.Values is null || sparse.Indices is null)
            {
                throw Bad("a sparse initializer lacks its values or its indices");
            }

            string what = $"sparse initializer {OneLine.Quote(sparse.Values.Name)}";
            _tensors.Check(sparse.Values, what);
            _tensors.Check(sparse.Indices, $"the indices of {what}");
            scope.Given.Add(sparse.Values.Name);
        }
    }

    private void CheckNodes(RepeatedField<NodeProto> nodes, NameScope scope)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            CheckNode(nodes[i]);
            foreach (string output in nodes[i].Output)
            {
                if (output.Length > 0 && (scope.Given.Contains(output) || !scope.Producers.TryAdd(output, i)))
                {
                    throw Bad($"{NodeText(nodes[i])} makes {OneLine.Quote(output)}, which something else makes, too");
                }
            }
        }

        List<int>?[] needs = FindNeeds(nodes, scope);
        NodeSorter.Sort(modelPath, nodes, needs);
        foreach (NodeProto node in nodes)
        {
            foreach (GraphProto graph in node.Subgraphs())
            {
                CheckGraph(graph, scope);
            }
        }
    }

    private void CheckNode(NodeProto node)
    {
        if (node.OpType.Length == 0)
        {
            throw Bad($"{NodeText(node)} has no operator type");
        }

        foreach (AttributeProto attribute in node.Attribute)
        {
            if (attribute.T is not null)
            {
                _tensors.Check(attribute.T, $"attribute {OneLine.Quote(attribute.Name)} of {NodeText(node)}");
            }

            foreach (TensorProto tensor in attribute.Tensors)
            {
                _tensors.Check(tensor, $"attribute {OneLine.Quote(attribute.Name)} of {NodeText(node)}");
            }
        }
    }

    // For each node the nodes whose outputs it reads, null for none; what its inner graphs take from outside counts as read by it.
    private List<int>?[] FindNeeds(RepeatedField<NodeProto> nodes, NameScope scope)
    {
        var needs = new List<int>?[nodes.Count];
        for (int i = 0; i < nodes.Count; i++)
        {
            foreach (string input in nodes[i].Input)
            {
                AddNeed(input, i);
            }

            foreach (GraphProto graph in nodes[i].Subgraphs())
            {
                foreach (string name in FreeNames.Of(graph))
                {
                    AddNeed(name, i);
                }
            }
        }

        return needs;

        void AddNeed(string name, int index)
        {
            if (name.Length > 0 && scope.Producers.TryGetValue(name, out int producer))
            {
                (needs[index] ??= []).Add(producer);
            }
            else
            {
                RequireKnown(name, scope, $"input of {NodeText(nodes[index])}");
            }
        }
    }

    private void RequireKnown(string name, NameScope scope, string role)
    {
        if (name.Length > 0 && !scope.Knows(name))
        {
            throw Bad($"{OneLine.Quote(name)}, {role}, is made by no node and is neither input nor initializer: a weight is missing, export the model again");
        }
    }

    private static string NodeText(NodeProto node)
    {
        string name = node.Name.Length > 0 ? node.Name : node.Output.Count > 0 ? node.Output[0] : "";
        return $"node {OneLine.Quote(name)} ({OneLine.Of(node.OpType, 40)})";
    }

    private OnnxModelException Bad(string reason)
    {
        return OnnxModelException.For(modelPath, reason);
    }
}
