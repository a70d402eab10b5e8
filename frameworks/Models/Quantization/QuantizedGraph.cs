using InferenceBench.Contracts;
using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Quantization;

/// <summary>Rewrites a prepared graph by a plan: activations get a QuantizeLinear and a DequantizeLinear, weights become integers with a DequantizeLinear.</summary>
internal sealed class QuantizedGraph
{
    // What saturation leaves of an activation's bound after rounding scales to float.
    private const double BoundTolerance = 1e-5;

    private readonly GraphIndex _index;
    private readonly QuantizationPlan _plan;
    private readonly bool _isAsymmetric;
    private readonly WeightWriter _weights;
    private readonly Dictionary<string, ActivationParameters> _parameters;
    private readonly Dictionary<string, (string Scale, string ZeroPoint)> _parameterNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _dequantized = new(StringComparer.Ordinal);
    private readonly List<NodeProto> _nodes = [];

    private QuantizedGraph(GraphIndex index, QuantizationPlan plan, QuantizationSettings settings, IReadOnlyDictionary<string, ValueRange> ranges)
    {
        _index = index;
        _plan = plan;
        _isAsymmetric = settings.Target == QuantizationTarget.OnnxRuntime;
        _weights = new WeightWriter(index, settings, _nodes);
        _parameters = plan.Observed.ToDictionary(
            static name => name,
            name => _isAsymmetric ? ActivationParameters.Asymmetric(ranges[name]) : ActivationParameters.Symmetric(ranges[name]),
            StringComparer.Ordinal);
    }

    /// <summary>Rewrites the graph in place.</summary>
    /// <param name="index">The graph.</param>
    /// <param name="plan">The plan for it.</param>
    /// <param name="settings">What the user chose.</param>
    /// <param name="ranges">A range for every observed activation.</param>
    /// <exception cref="OnnxModelException">A weight cannot be read.</exception>
    public static void Write(GraphIndex index, QuantizationPlan plan, QuantizationSettings settings, IReadOnlyDictionary<string, ValueRange> ranges)
    {
        new QuantizedGraph(index, plan, settings, ranges).Write();
    }

    private void Write()
    {
        var planned = new Dictionary<NodeProto, PlannedNode>(ReferenceEqualityComparer.Instance);
        foreach (PlannedNode node in _plan.Nodes)
        {
            planned.Add(node.Node, node);
        }

        HashSet<NodeProto> removed = FuseActivations();
        foreach (ValueInfoProto input in _index.Graph.Input)
        {
            QuantizeReaders(input.Name);
        }

        foreach (NodeProto node in _index.Graph.Node.Where(node => !removed.Contains(node)))
        {
            Write(node, planned.GetValueOrDefault(node));
        }

        _index.Graph.Node.Clear();
        _index.Graph.Node.AddRange(_nodes);
        UnusedParts.Remove(_index.Graph);
    }

    // Integers that stand for no value outside an activation's bounds do its work.
    private HashSet<NodeProto> FuseActivations()
    {
        var removed = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        foreach (PlannedNode node in _plan.Nodes)
        {
            if (_isAsymmetric && node.FusedActivation is { } activation && _plan.Tensors.TryGetValue(node.Result, out PlannedTensor? tensor)
                && Saturates(_parameters[tensor.Root], activation))
            {
                removed.Add(activation);
                node.Node.Output[0] = activation.Output[0];
            }
        }

        return removed;
    }

    private bool Saturates(ActivationParameters parameters, NodeProto activation)
    {
        double tolerance = BoundTolerance * (parameters.Highest - parameters.Lowest);
        double low = activation.OpType == "Relu" ? 0 : BoundOf(activation, 1, double.NegativeInfinity);
        double high = activation.OpType == "Relu" ? double.PositiveInfinity : BoundOf(activation, 2, double.PositiveInfinity);
        return parameters.Lowest >= low - tolerance && parameters.Highest <= high + tolerance;
    }

    // NaN, which no comparison holds for, when it is no constant.
    private double BoundOf(NodeProto clip, int input, double missing)
    {
        string name = clip.InputAt(input);
        return name.Length == 0 ? missing : _index.FindFloats(name) is { } tensor && _index.Read(tensor) is [var bound] ? bound : double.NaN;
    }

    private void Write(NodeProto node, PlannedNode? planned)
    {
        if (planned is not null)
        {
            if (planned.Weight is { } weight)
            {
                _weights.Write(node, weight, _parameters[_plan.Tensors[node.Input[0]].Root].Scale);
            }

            foreach (int input in planned.ActivationInputs)
            {
                node.Input[input] = _dequantized.GetValueOrDefault(node.Input[input], node.Input[input]);
            }
        }

        _nodes.Add(node);
        for (int i = 0; i < node.Output.Count; i++)
        {
            QuantizeOutput(node, i);
        }
    }

    private void QuantizeOutput(NodeProto node, int output)
    {
        string name = node.Output[output];
        if (_plan.Tensors.TryGetValue(name, out PlannedTensor? tensor) && tensor.IsForAll)
        {
            // The name stays with what all others read, be they outputs of the graph or graphs inside nodes.
            node.Output[output] = _index.CreateName($"{name}_raw");
            AddPair(tensor, node.Output[output], name);
        }
        else
        {
            QuantizeReaders(name);
        }
    }

    private void QuantizeReaders(string name)
    {
        if (_plan.Tensors.TryGetValue(name, out PlannedTensor? tensor) && !tensor.IsForAll)
        {
            string dequantized = _index.CreateName($"{name}_dequantized");
            _dequantized.Add(name, dequantized);
            AddPair(tensor, name, dequantized);
        }
    }

    private void AddPair(PlannedTensor tensor, string source, string result)
    {
        (string scale, string zeroPoint) = GetParameterNames(tensor.Root);
        string quantized = _index.CreateName($"{tensor.Name}_quantized");

        // Nodes need no names, and repeating those of some exporters would make a third of a small file.
        _nodes.Add(new NodeProto { OpType = "QuantizeLinear", Input = { source, scale, zeroPoint }, Output = { quantized } });
        _nodes.Add(new NodeProto { OpType = "DequantizeLinear", Input = { quantized, scale, zeroPoint }, Output = { result } });
    }

    private (string Scale, string ZeroPoint) GetParameterNames(string root)
    {
        if (!_parameterNames.TryGetValue(root, out (string Scale, string ZeroPoint) names))
        {
            ActivationParameters parameters = _parameters[root];
            names = (_index.CreateName($"{root}_scale"), _index.CreateName($"{root}_zero_point"));
            _index.Graph.Initializer.Add(Tensors.Floats(names.Scale, [], [parameters.Scale]));
            _index.Graph.Initializer.Add(parameters.IsSigned
                ? Tensors.Create<sbyte>(names.ZeroPoint, ElementType.Int8, [], [(sbyte)parameters.ZeroPoint])
                : Tensors.Create<byte>(names.ZeroPoint, ElementType.UInt8, [], [(byte)parameters.ZeroPoint]));
            _parameterNames.Add(root, names);
        }

        return names;
    }
}
