using Google.Protobuf;
using InferenceBench.Frameworks.TensorFlow.Protos;
using InferenceBench.Models.Lowering;

namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>Writes the nodes of a graph. A tensor is named as the graph does: <c>node</c> for its first output, <c>node:1</c> for its second.</summary>
internal sealed class GraphWriter
{
    // Of TensorFlow 2.0; a graph of this version runs in every 2.x.
    private const int Producer = 175;

    private readonly NodeNames _names = new();
    private readonly Dictionary<string, NodeDef> _nodes = new(StringComparer.Ordinal);
    private readonly List<(NodeDef Node, Func<ReadOnlyMemory<byte>> Read)> _constants = [];

    /// <summary>Adds a node.</summary>
    /// <param name="op">TensorFlow's operator.</param>
    /// <param name="hint">What the node's name resembles.</param>
    /// <param name="inputs">Tensors.</param>
    /// <param name="attributes">Attributes; those with a default in TensorFlow may be left out.</param>
    /// <returns>The node's name, which is that of its first output.</returns>
    public string Add(string op, string hint, IEnumerable<string> inputs, params IEnumerable<(string Name, AttrValue Value)> attributes)
    {
        var node = new NodeDef { Name = _names.New(hint), Op = op, Input = { inputs } };
        foreach ((string name, AttrValue value) in attributes)
        {
            node.Attr[name] = value;
        }

        _nodes.Add(node.Name, node);
        return node.Name;
    }

    /// <summary>Adds a constant, whose elements are read when the graph is finished.</summary>
    /// <exception cref="InvalidOperationException">TensorFlow has no such type.</exception>
    public string AddConstant(string hint, ModelConstant constant)
    {
        DataType type = DataTypes.Of(constant.Type);
        var tensor = new TensorProto { Dtype = type, TensorShape = Shape(constant.Shape) };
        string name = Add("Const", hint, [], ("dtype", new AttrValue { Type = type }), ("value", new AttrValue { Tensor = tensor }));
        _constants.Add((_nodes[name], constant.ReadBytes));
        return name;
    }

    /// <summary>Adds a node that is fed.</summary>
    public string AddPlaceholder(string hint, Contracts.TensorSpec spec)
    {
        return Add("Placeholder", hint, [], Attr.Type("dtype", spec.ElementType), ("shape", new AttrValue { Shape = Shape(spec.Shape) }));
    }

    /// <summary>The graph of all nodes that lead to the results.</summary>
    /// <param name="results">Tensors that are fetched.</param>
    /// <param name="kept">Nodes that stay in any case.</param>
    public GraphDef Finish(IEnumerable<string> results, IEnumerable<string> kept)
    {
        HashSet<string> reached = new(kept, StringComparer.Ordinal);
        Stack<string> open = new(results.Select(NodeOf));
        while (open.TryPop(out string? name))
        {
            if (reached.Add(name))
            {
                _nodes[name].Input.Select(NodeOf).ToList().ForEach(open.Push);
            }
        }

        foreach ((NodeDef node, Func<ReadOnlyMemory<byte>> read) in _constants.Where(constant => reached.Contains(constant.Node.Name)))
        {
            node.Attr["value"].Tensor.TensorContent = UnsafeByteOperations.UnsafeWrap(read());
        }

        return new GraphDef { Node = { _nodes.Values.Where(node => reached.Contains(node.Name)) }, Versions = new VersionDef { Producer = Producer } };
    }

    private static TensorShapeProto Shape(IEnumerable<long> shape)
    {
        return new TensorShapeProto { Dim = { shape.Select(static size => new TensorShapeProto.Types.Dim { Size = size }) } };
    }

    private static string NodeOf(string tensor)
    {
        int colon = tensor.LastIndexOf(':');
        return colon < 0 ? tensor : tensor[..colon];
    }
}
