using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;

namespace InferenceBench.Models.Counting;

/// <summary>Counts trained parameters: constants that the data meets as weights, each once, with quantized ones by what they dequantize to.</summary>
internal sealed class ParameterCounter
{
    // A scale or mean for each colour channel, applied to the input itself, prepares the image; nobody trains it.
    private const long MaxChannels = 4;

    private readonly OnnxModel _model;
    private readonly ConstantValues _constants;
    private readonly HashSet<string> _counted = new(StringComparer.Ordinal);
    private readonly HashSet<(string Name, bool IsParameter, bool IsQuantized)> _visited = [];
    private readonly HashSet<string> _rawInputs = new(StringComparer.Ordinal);
    private long _total;

    private ParameterCounter(OnnxModel model, ConstantValues constants)
    {
        _model = model;
        _constants = constants;
    }

    /// <summary>Counts a model's main graph.</summary>
    /// <param name="model">The model.</param>
    /// <param name="constants">Its constants.</param>
    /// <exception cref="OnnxModelException">The count exceeds 2^63−1.</exception>
    public static long Count(OnnxModel model, ConstantValues constants)
    {
        try
        {
            return new ParameterCounter(model, constants).CountGraph();
        }
        catch (OverflowException e)
        {
            throw OnnxModelException.For(model.Path, "has more than 2^63 parameters: it is damaged", e);
        }
    }

    private long CountGraph()
    {
        GraphProto graph = _model.Proto.Graph;
        _rawInputs.UnionWith(graph.Input.Select(static input => input.Name).Where(name => !_constants.Contains(name)));
        foreach (NodeProto node in graph.Node)
        {
            if (!_constants.AreInputsConstant(node))
            {
                CountNode(node);
            }
        }

        return _total;
    }

    private void CountNode(NodeProto node)
    {
        bool isPreparation = (WeightRoles.IsArithmetic(node) || WeightRoles.IsMoving(node))
            && node.Input.All(input => input.Length == 0 || _rawInputs.Contains(input) || IsFewNumbers(input));
        if (isPreparation && node.Output.Count > 0 && node.Input.Count > 0)
        {
            _rawInputs.Add(node.Output[0]);
            return;
        }

        foreach (int index in WeightRoles.Parameters(node))
        {
            CountInput(node, index, isParameter: true);
        }

        foreach (int index in WeightRoles.Operands(node))
        {
            CountInput(node, index, isParameter: false);
        }
    }

    private void CountInput(NodeProto node, int index, bool isParameter)
    {
        if (index < node.Input.Count && _constants.Contains(node.Input[index]))
        {
            Trace(node.Input[index], isParameter, node.OpType == "DequantizeLinear" && index == 0);
        }
    }

    private bool IsFewNumbers(string name)
    {
        return _constants.FindTensor(name) is { } tensor && TensorTypes.CountElements(tensor.Dims) <= MaxChannels;
    }

    // Back to the tensors that a constant is computed from. A loop over a stack: a file may chain any number of nodes.
    private void Trace(string name, bool isParameter, bool isQuantized)
    {
        var pending = new Stack<(string Name, bool IsParameter, bool IsQuantized)>();
        pending.Push((name, isParameter, isQuantized));
        while (pending.TryPop(out (string Name, bool IsParameter, bool IsQuantized) item))
        {
            if (!_visited.Add(item))
            {
                continue;
            }

            if (_constants.FindTensor(item.Name) is { } tensor)
            {
                CountTensor(item.Name, tensor, item.IsParameter, item.IsQuantized);
            }
            else if (_constants.FindProducer(item.Name) is { } producer)
            {
                bool staysParameter = item.IsParameter && WeightRoles.IsMoving(producer);
                foreach (int source in WeightRoles.Sources(producer))
                {
                    if (source < producer.Input.Count)
                    {
                        pending.Push((producer.Input[source], staysParameter, item.IsQuantized || producer.OpType == "DequantizeLinear"));
                    }
                }
            }
        }
    }

    private void CountTensor(string name, TensorProto tensor, bool isParameter, bool isQuantized)
    {
        bool isFloat = ((ElementType)tensor.DataType).IsFloat();
        bool hasWeightType = isFloat || (isQuantized && tensor.DataType is not TensorTypes.Text and not (int)ElementType.Bool);
        long elements = TensorTypes.CountElements(tensor.Dims);
        if (hasWeightType && (isParameter || (elements > 1 && !(isFloat && MaskTensors.IsMask(_model, tensor)))) && _counted.Add(name))
        {
            _total = checked(_total + elements);
        }
    }
}
