using InferenceBench.Contracts;
using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Conversion;

/// <summary>Writes the nodes, weights and types of a graph anew.</summary>
internal sealed class GraphRewriter
{
    private readonly GraphProto _graph;
    private readonly NodeDecisions _decisions;
    private readonly ValueForms _forms;
    private readonly UniqueNames _names;
    private readonly WeightConverter _weights;
    private readonly List<NodeProto> _nodes = [];

    /// <summary>A rewriter.</summary>
    /// <param name="graph">The graph; it is changed.</param>
    /// <param name="decisions">What becomes of its nodes.</param>
    /// <param name="forms">The precisions of its values.</param>
    /// <param name="names">Makes new names.</param>
    /// <param name="weights">Converts weights.</param>
    public GraphRewriter(GraphProto graph, NodeDecisions decisions, ValueForms forms, UniqueNames names, WeightConverter weights)
    {
        _graph = graph;
        _decisions = decisions;
        _forms = forms;
        _names = names;
        _weights = weights;
    }

    /// <summary>Number of Cast nodes that were put in.</summary>
    public int Casts { get; private set; }

    /// <summary>Rewrites the graph.</summary>
    /// <param name="fed">Names of the inputs that no initializer supplies.</param>
    /// <exception cref="OnnxModelException">Weights cannot be read.</exception>
    public void Run(IEnumerable<string> fed)
    {
        foreach (string name in fed.Concat(_graph.SparseInitializer.Select(static sparse => sparse.Values.Name)))
        {
            AddCasts(name);
        }

        foreach (NodeProto node in _graph.Node)
        {
            Rewrite(node);
        }

        RewriteInitializers();
        foreach (ValueInfoProto value in _graph.ValueInfo.Concat(_graph.Input))
        {
            if (_forms.Find(value.Name) is { HasSingle: false } && value.Type?.TensorType is { } type)
            {
                type.ElemType = _weights.DataType;
            }
        }

        _graph.Node.Clear();
        _graph.Node.AddRange(_nodes);
    }

    private void Rewrite(NodeProto node)
    {
        if (ConstantNodes.IsConstant(node) && ConstantNodes.Find(node) is { } tensor && _forms.Find(node.Output[0]) is { } constant)
        {
            RewriteConstant(node, tensor, constant);
            return;
        }

        for (int i = 0; i < node.Input.Count; i++)
        {
            ValueForm? form = _forms.Find(node.Input[i]);
            bool isLow = NodeDecisions.IsAnyInput(node) ? form is { IsLow: true } : _decisions.IsLowInput(node, i);
            node.Input[i] = form is null ? node.Input[i] : isLow ? form.LowName : form.SingleName;
        }

        string[] outputs = [.. node.Output];
        for (int i = 0; i < outputs.Length; i++)
        {
            node.Output[i] = _forms.Find(outputs[i]) is { IsLow: true } form ? form.LowName : outputs[i];
        }

        RewriteAttributes(node);
        _nodes.Add(node);
        foreach (string output in outputs)
        {
            AddCasts(output);
        }
    }

    private void RewriteConstant(NodeProto node, TensorProto tensor, ValueForm form)
    {
        if (form.HasSingle)
        {
            _nodes.Add(node);
        }

        if (form.HasLow)
        {
            NodeProto low = new()
            {
                OpType = "Constant",
                Domain = node.Domain,
                Name = form.HasSingle ? _names.Create($"{node.Name}_low") : node.Name,
                Output = { form.LowName },
            };
            low.Attribute.Add(new AttributeProto { Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = _weights.Convert(tensor, tensor.Name) });
            _nodes.Add(low);
        }
    }

    // Where an operator names the type of its output itself.
    private void RewriteAttributes(NodeProto node)
    {
        if (_decisions[node] != Treatment.Converted)
        {
            return;
        }

        if (node.OpType == "Cast")
        {
            node.FindAttribute("to")!.I = _weights.DataType;
        }
        else if (node.OpType == "ConstantOfShape")
        {
            TensorProto value = node.GetTensor("value") ?? new TensorProto { DataType = (int)ElementType.Float32, Dims = { 1 }, FloatData = { 0 } };
            node.Attribute.Clear();
            node.Attribute.Add(new AttributeProto { Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = _weights.Convert(value, value.Name) });
        }
    }

    private void AddCasts(string name)
    {
        if (_forms.Find(name) is not { HasSingle: true, HasLow: true } form)
        {
            return;
        }

        (string from, string to, int type) = form.IsLow
            ? (form.LowName, form.SingleName, (int)ElementType.Float32)
            : (form.SingleName, form.LowName, _weights.DataType);
        _nodes.Add(new NodeProto
        {
            OpType = "Cast",
            Name = _names.Create($"{to}_cast"),
            Input = { from },
            Output = { to },
            Attribute = { new AttributeProto { Name = "to", Type = AttributeProto.Types.AttributeType.Int, I = type } },
        });
        Casts++;
    }

    private void RewriteInitializers()
    {
        TensorProto[] initializers = [.. _graph.Initializer];
        _graph.Initializer.Clear();
        foreach (TensorProto tensor in initializers)
        {
            ValueForm? form = _forms.Find(tensor.Name);
            if (form is not { HasSingle: false })
            {
                _graph.Initializer.Add(tensor);
            }

            if (form is { HasLow: true })
            {
                _graph.Initializer.Add(_weights.Convert(tensor, form.LowName));
            }
        }
    }
}
