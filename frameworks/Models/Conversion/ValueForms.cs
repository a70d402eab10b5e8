using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Conversion;

/// <summary>Finds for each float32 value of a graph in which precisions it is made and read.</summary>
internal sealed class ValueForms
{
    private readonly Dictionary<string, ValueForm> _forms = new(StringComparer.Ordinal);
    private readonly NodeDecisions _decisions;

    /// <summary>Finds the forms and names them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="decisions">What becomes of its nodes.</param>
    /// <param name="names">Makes new names.</param>
    /// <param name="suffix">Ending of a value's name in the new precision where it exists in fp32, too.</param>
    public ValueForms(OnnxModel model, NodeDecisions decisions, UniqueNames names, string suffix)
    {
        _decisions = decisions;
        GraphProto graph = model.Proto.Graph;
        AddMade(model);
        foreach (NodeProto node in graph.Node)
        {
            AddReads(node);
        }

        foreach (ValueInfoProto output in graph.Output)
        {
            Read(output.Name, isLow: false);
        }

        foreach (ValueForm form in _forms.Values.Where(static form => form.HasLow && form.HasSingle))
        {
            form.LowName = names.Create($"{form.SingleName}_{suffix}");
        }
    }

    /// <summary>The forms of a value; null when it is not of float32.</summary>
    /// <param name="name">Its name in the source.</param>
    public ValueForm? Find(string name)
    {
        return _forms.GetValueOrDefault(name);
    }

    private void AddMade(OnnxModel model)
    {
        GraphProto graph = model.Proto.Graph;
        foreach (TensorProto tensor in graph.Initializer)
        {
            Add(tensor.Name, isWeight: true, isLow: false);
        }

        foreach (string name in model.FedInputs.Select(static input => input.Name).Concat(graph.SparseInitializer.Select(static sparse => sparse.Values.Name)))
        {
            Add(name, isWeight: false, isLow: false);
        }

        foreach (NodeProto node in graph.Node)
        {
            bool isConstant = ConstantNodes.IsConstant(node) && ConstantNodes.Find(node) is not null;
            for (int i = 0; i < node.Output.Count; i++)
            {
                Add(node.Output[i], isConstant, _decisions.IsLowOutput(node, i));
            }
        }
    }

    private void Add(string name, bool isWeight, bool isLow)
    {
        if (_decisions.Types.IsSingle(name))
        {
            _forms.TryAdd(name, new ValueForm(name, isWeight, isLow));
        }
    }

    private void AddReads(NodeProto node)
    {
        for (int i = 0; i < node.Input.Count; i++)
        {
            // A form that exists will do, and a constant is read as it was.
            if (!NodeDecisions.IsAnyInput(node))
            {
                Read(node.Input[i], _decisions.IsLowInput(node, i));
            }
            else if (Find(node.Input[i]) is { IsLow: false })
            {
                Read(node.Input[i], isLow: false);
            }
        }

        foreach (string captured in node.Subgraphs().SelectMany(FreeNames.Of))
        {
            Read(captured, isLow: false);
        }
    }

    private void Read(string name, bool isLow)
    {
        if (Find(name) is { } form)
        {
            form.NeedsLow |= isLow;
            form.NeedsSingle |= !isLow;
        }
    }
}
