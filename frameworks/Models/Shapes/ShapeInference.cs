using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes.Rules;

namespace InferenceBench.Models.Shapes;

/// <summary>One pass over a model's nodes.</summary>
/// <param name="model">The model.</param>
internal sealed class ShapeInference(OnnxModel model)
{
    private readonly Dictionary<string, ValueFacts> _values = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unknownOperators = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private readonly FoldBudget _budget = new();
    private readonly Dictionary<string, long> _opsets = FindOpsets(model.Proto);
    private readonly DeclaredShapes _declared = new(model.Proto.Graph);

    /// <summary>Runs the pass.</summary>
    /// <param name="inputShapes">Shapes by input name.</param>
    /// <param name="inputValues">Inputs that count as constants.</param>
    public GraphShapes Run(IReadOnlyDictionary<string, long[]> inputShapes, IReadOnlyDictionary<string, TensorProto> inputValues)
    {
        AddInitializers();
        AddInputs(inputShapes, inputValues);
        foreach (NodeProto node in model.Proto.Graph.Node)
        {
            Visit(node);
        }

        return new GraphShapes(_values, [.. _unknownOperators], _problems);
    }

    private void AddInitializers()
    {
        foreach (TensorProto tensor in model.Proto.Graph.Initializer)
        {
            _values[tensor.Name] = ConstantReader.ToFacts(model, tensor, _budget);
        }

        foreach (SparseTensorProto sparse in model.Proto.Graph.SparseInitializer)
        {
            _values[sparse.Values.Name] = new ValueFacts((ElementType)sparse.Values.DataType, [.. sparse.Dims]);
        }
    }

    private void AddInputs(IReadOnlyDictionary<string, long[]> inputShapes, IReadOnlyDictionary<string, TensorProto> inputValues)
    {
        foreach (ValueInfoProto input in model.Proto.Graph.Input)
        {
            if (inputShapes.TryGetValue(input.Name, out long[]? shape))
            {
                _declared.Bind(input, shape);
            }
        }

        foreach (ValueInfoProto input in model.Proto.Graph.Input)
        {
            if (_values.ContainsKey(input.Name))
            {
                continue;
            }

            _values[input.Name] = inputValues.TryGetValue(input.Name, out TensorProto? value)
                ? ConstantReader.ToFacts(model, value, _budget)
                : new ValueFacts(_declared.Type(input.Name), Given(input.Name) ?? _declared.Shape(input.Name));
        }

        long[]? Given(string name)
        {
            return inputShapes.TryGetValue(name, out long[]? shape) && shape.Length <= Dimension.MaxRank ? shape : null;
        }
    }

    private void Visit(NodeProto node)
    {
        var inputs = new ValueFacts?[node.Input.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = node.Input[i].Length == 0 ? null : _values.GetValueOrDefault(node.Input[i]) ?? ValueFacts.Unknown;
        }

        var context = new OperatorContext(model, node, _opsets.GetValueOrDefault(node.Domain), inputs, _budget);
        Apply(context);
        for (int i = 0; i < node.Output.Count; i++)
        {
            if (node.Output[i].Length > 0)
            {
                _values[node.Output[i]] = _declared.Complete(node.Output[i], context.Outputs[i]);
            }
        }
    }

    private void Apply(OperatorContext context)
    {
        ShapeRule? rule = OperatorTable.Find(context.Node);
        if (rule is null)
        {
            _unknownOperators.Add(context.Node.OpType);
            return;
        }

        try
        {
            rule(context);
        }
        catch (Exception e) when (e is ShapeException or ArithmeticException or ArgumentException
            or IndexOutOfRangeException or InvalidOperationException or OnnxModelException)
        {
            // A rule reads what a file says of itself; whatever is wrong with that, the values after it are simply not known.
            Array.Clear(context.Outputs);
            _unknownOperators.Add(context.Node.OpType);
            string name = context.Node.Output.FirstOrDefault("");
            _problems.Add(string.Create(CultureInfo.InvariantCulture,
                $"{OneLine.Of(context.Node.OpType, 40)} that makes {OneLine.Quote(name)}: {OneLine.Of(e.Message, 200)}"));
        }
    }

    private static Dictionary<string, long> FindOpsets(ModelProto proto)
    {
        var opsets = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (OperatorSetIdProto opset in proto.OpsetImport)
        {
            opsets[opset.Domain] = opset.Version;
            if (opset.Domain is "" or "ai.onnx")
            {
                opsets[""] = opset.Version;
                opsets["ai.onnx"] = opset.Version;
            }
        }

        return opsets;
    }
}
