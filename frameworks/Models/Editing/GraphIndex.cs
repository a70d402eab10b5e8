using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Editing;

/// <summary>Who makes and who reads the values of a main graph. It describes the graph as it was when the index was made: after an edit that moves values, make another.</summary>
internal sealed class GraphIndex
{
    private readonly Dictionary<string, NodeProto> _producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NodeProto>> _readers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> _constants = new(StringComparer.Ordinal);
    private readonly HashSet<string> _outputs;
    private readonly HashSet<string> _captured = new(StringComparer.Ordinal);
    private readonly UniqueNames _names;

    /// <summary>Indexes a graph.</summary>
    /// <param name="model">The model; initializers that are listed as inputs, too, count as constants.</param>
    public GraphIndex(OnnxModel model)
    {
        Model = model;
        _outputs = new HashSet<string>(Graph.Output.Select(static output => output.Name), StringComparer.Ordinal);
        _names = new UniqueNames(Graph);
        foreach (TensorProto tensor in Graph.Initializer)
        {
            _constants[tensor.Name] = tensor;
        }

        foreach (NodeProto node in Graph.Node)
        {
            Add(node);
        }
    }

    /// <summary>The model.</summary>
    public OnnxModel Model { get; }

    /// <summary>Its main graph.</summary>
    public GraphProto Graph => Model.Proto.Graph;

    /// <summary>The node that makes a value; null for inputs and initializers.</summary>
    /// <param name="name">The value's name.</param>
    public NodeProto? FindProducer(string name)
    {
        return _producers.GetValueOrDefault(name);
    }

    /// <summary>The nodes of the main graph that read a value, each as often as it reads it.</summary>
    /// <param name="name">The value's name.</param>
    public IReadOnlyList<NodeProto> ReadersOf(string name)
    {
        return _readers.GetValueOrDefault(name) ?? (IReadOnlyList<NodeProto>)[];
    }

    /// <summary>The node that alone reads a value which is nothing else's concern: no output of the graph, not read inside another node's graph.</summary>
    /// <param name="name">The value's name.</param>
    /// <returns>Null when there is no such node.</returns>
    public NodeProto? FindOnlyReader(string name)
    {
        return ReadersOf(name) is [var reader] && !IsOutput(name) && !IsCaptured(name) ? reader : null;
    }

    /// <summary>Whether a value is an output of the graph.</summary>
    /// <param name="name">The value's name.</param>
    public bool IsOutput(string name)
    {
        return _outputs.Contains(name);
    }

    /// <summary>Whether a graph inside a node (If, Loop, Scan) reads a value.</summary>
    /// <param name="name">The value's name.</param>
    public bool IsCaptured(string name)
    {
        return _captured.Contains(name);
    }

    /// <summary>The tensor of a constant: an initializer or a Constant node, directly or through Identity.</summary>
    /// <param name="name">The value's name.</param>
    /// <returns>Null when the value is no such constant.</returns>
    public TensorProto? FindConstant(string name)
    {
        return _constants.GetValueOrDefault(name);
    }

    /// <summary>The tensor of a constant of float32; null for any other value.</summary>
    /// <param name="name">The value's name.</param>
    public TensorProto? FindFloats(string name)
    {
        return FindConstant(name) is { DataType: (int)ElementType.Float32 } tensor ? tensor : null;
    }

    /// <summary>The elements of a constant of float32.</summary>
    /// <param name="tensor">One of the model's tensors.</param>
    /// <exception cref="OnnxModelException">Its external data cannot be read.</exception>
    public float[] Read(TensorProto tensor)
    {
        return TensorReader.ReadFloats(Model, tensor);
    }

    /// <summary>A name that nothing in the graph has, and that no other call gives.</summary>
    /// <param name="wish">The name if it is free; else a number is added.</param>
    public string CreateName(string wish)
    {
        return _names.Create(wish);
    }

    private void Add(NodeProto node)
    {
        foreach (string output in node.Output.Where(static output => output.Length > 0))
        {
            _producers[output] = node;
        }

        foreach (string input in node.Input.Where(static input => input.Length > 0))
        {
            if (!_readers.TryGetValue(input, out List<NodeProto>? readers))
            {
                _readers.Add(input, readers = []);
            }

            readers.Add(node);
        }

        foreach (GraphProto inner in node.Subgraphs())
        {
            _captured.UnionWith(FreeNames.Of(inner));
        }

        if (FindConstant(node) is { } tensor && node.Output is [var name, ..])
        {
            _constants[name] = tensor;
        }
    }

    private TensorProto? FindConstant(NodeProto node)
    {
        return ConstantNodes.IsConstant(node) ? ConstantNodes.Find(node)
            : node.IsStandard("Identity") && node.Input.Count == 1 ? _constants.GetValueOrDefault(node.Input[0])
            : null;
    }
}
