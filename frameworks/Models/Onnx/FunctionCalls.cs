using System.Globalization;

namespace InferenceBench.Models.Onnx;

/// <summary>Replaces calls of a model's own functions by the nodes of their bodies, so that shapes and counts see what runs.</summary>
public sealed class FunctionCalls
{
    // A function that calls itself, or doubles at each of many levels, would never end: what is left then stays a call.
    private const int MaxDepth = 32;

    // Some 35,000 nodes; large exports have a third of that.
    private const long MaxBytes = 16 << 20;
    private const long NodeBytes = 256;
    private const long NameBytes = 64;

    private readonly Dictionary<(string Domain, string Name, string Overload), FunctionProto> _functions = [];
    private readonly List<NodeProto> _nodes = [];
    private long _bytes;
    private int _calls;

    private FunctionCalls(ModelProto proto)
    {
        foreach (FunctionProto function in proto.Functions)
        {
            _functions.TryAdd((function.Domain, function.Name, function.Overload), function);
        }
    }

    /// <summary>The model without calls; itself when it has no functions.</summary>
    /// <param name="model">The model; it is not changed. Weights are shared with it.</param>
    public static OnnxModel Expand(OnnxModel model)
    {
        if (model.Proto.Functions.Count == 0)
        {
            return model;
        }

        var calls = new FunctionCalls(model.Proto);
        GraphProto graph = model.Proto.Graph;
        foreach (NodeProto node in graph.Node)
        {
            calls.Add(node, 0);
        }

        return new OnnxModel(model.Path, new ModelProto
        {
            IrVersion = model.Proto.IrVersion,
            OpsetImport = { model.Proto.OpsetImport },
            Graph = new GraphProto
            {
                Node = { calls._nodes },
                Initializer = { graph.Initializer },
                SparseInitializer = { graph.SparseInitializer },
                Input = { graph.Input },
                Output = { graph.Output },
                ValueInfo = { graph.ValueInfo },
            },
        });
    }

    private void Add(NodeProto node, int depth)
    {
        if (depth >= MaxDepth || _bytes >= MaxBytes
            || !_functions.TryGetValue((node.Domain, node.OpType, node.Overload), out FunctionProto? function))
        {
            _nodes.Add(node);
            return;
        }

        _bytes += NodeBytes;
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < function.Input.Count; i++)
        {
            // What a call leaves out is left out in the body.
            names.TryAdd(function.Input[i], i < node.Input.Count ? node.Input[i] : "");
        }

        for (int i = 0; i < Math.Min(function.Output.Count, node.Output.Count); i++)
        {
            if (node.Output[i].Length > 0)
            {
                names.TryAdd(function.Output[i], node.Output[i]);
            }
        }

        int call = ++_calls;
        foreach (NodeProto inner in function.Node)
        {
            Add(Copy(inner, node, function, name => Rename(names, name, call)), depth + 1);
        }
    }

    // Short names of a form that exporters do not use, however long those in the body are.
    private static string Rename(Dictionary<string, string> names, string name, int call)
    {
        if (name.Length == 0)
        {
            return "";
        }

        if (!names.TryGetValue(name, out string? outer))
        {
            outer = string.Create(CultureInfo.InvariantCulture, $"/call {call}/{names.Count}");
            names.Add(name, outer);
        }

        return outer;
    }

    private NodeProto Copy(NodeProto inner, NodeProto call, FunctionProto function, Func<string, string> rename)
    {
        _bytes += NodeBytes + (NameBytes * (inner.Input.Count + inner.Output.Count));
        var node = new NodeProto { OpType = inner.OpType, Domain = inner.Domain, Overload = inner.Overload, Name = inner.Name };
        node.Input.AddRange(inner.Input.Select(rename));
        node.Output.AddRange(inner.Output.Select(rename));
        foreach (AttributeProto attribute in inner.Attribute)
        {
            if (Find(attribute, call, function) is { } given)
            {
                node.Attribute.Add(given);
            }
        }

        return node;
    }

    // A body's attribute may stand for one of the call, which may have a default or be left out.
    private AttributeProto? Find(AttributeProto attribute, NodeProto call, FunctionProto function)
    {
        if (attribute.RefAttrName.Length == 0)
        {
            return attribute;
        }

        AttributeProto? given = call.FindAttribute(attribute.RefAttrName)
            ?? function.AttributeProto.FirstOrDefault(candidate => candidate.Name == attribute.RefAttrName);
        if (given is null || given.Name == attribute.Name)
        {
            return given;
        }

        _bytes += given.CalculateSize();
        AttributeProto named = given.Clone();
        named.Name = attribute.Name;
        return named;
    }
}
