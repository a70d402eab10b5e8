using InferenceBench.Models.Editing;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Quantization;

/// <summary>
/// Plans for ONNX Runtime's int8 kernels. Convolutions and matrix products run in int8; what lies between them does when its inputs are there in int8 anyway and
/// its result is wanted in int8 again. Everything else would only be converted back and forth, and stays in fp32.
/// </summary>
internal sealed class OnnxRuntimePlanner
{
    private static readonly HashSet<string> s_weighted = new(StringComparer.Ordinal) { "Conv", "Gemm", "MatMul" };

    // Their kernels give fp32 as well; a convolution in int8 does not.
    private static readonly HashSet<string> s_matrixProducts = new(StringComparer.Ordinal) { "Gemm", "MatMul" };

    private static readonly HashSet<string> s_joining = new(StringComparer.Ordinal) { "Add", "Mul", "Concat" };

    private static readonly HashSet<string> s_unary = new(StringComparer.Ordinal) { "AveragePool", "GlobalAveragePool", "Sigmoid", "LeakyRelu" };

    // They run on integers as they are: range and scale of the input are those of the output.
    private static readonly HashSet<string> s_moving = new(StringComparer.Ordinal) { "MaxPool", "Reshape", "Flatten", "Transpose", "Squeeze", "Unsqueeze" };

    // They make so little of so much that running them on integers pays whoever reads the result.
    private static readonly HashSet<string> s_reducing = new(StringComparer.Ordinal) { "AveragePool", "GlobalAveragePool", "MaxPool" };

    private readonly PlanningContext _context;
    private readonly Dictionary<NodeProto, PlannedNode> _chosen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, PlannedNode> _makers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wanted = new(StringComparer.Ordinal);

    private OnnxRuntimePlanner(PlanningContext context)
    {
        _context = context;
    }

    /// <summary>Makes the plan.</summary>
    /// <param name="context">The graph and what the user chose.</param>
    public static QuantizationPlan Plan(PlanningContext context)
    {
        var planner = new OnnxRuntimePlanner(context);
        planner.AddWeighted();
        planner.AddBetween();
        planner.DropUnpaid();
        PlannedNode[] nodes = [.. context.Index.Graph.Node.Where(planner._chosen.ContainsKey).Select(node => planner._chosen[node])];
        Dictionary<string, PlannedTensor> tensors = planner.FindTensors(nodes);

        // The activation behind a product that nobody wants in int8 stays what it is.
        nodes = [.. nodes.Select(node => tensors.ContainsKey(node.Result) ? node : node with { FusedActivation = null })];
        return new QuantizationPlan(nodes, tensors, context.DescribeLeft(nodes, WhyLeft));
    }

    private static string WhyLeft(NodeProto node)
    {
        bool isKnown = s_joining.Contains(node.OpType) || s_unary.Contains(node.OpType) || s_moving.Contains(node.OpType) || node.OpType is "Relu" or "Clip";
        return isKnown && HasKernel(node) ? "between fp32 operators" : "no int8 kernel";
    }

    private void AddWeighted()
    {
        foreach (PlannedNode node in _context.FindWeighted(s_weighted))
        {
            Choose(node);
            _wanted.Add(node.Node.Input[0]);
        }
    }

    private void AddBetween()
    {
        foreach (NodeProto node in _context.Candidates)
        {
            if (s_joining.Contains(node.OpType))
            {
                Choose(new PlannedNode(node, [.. Enumerable.Range(0, node.Input.Count)], null));
            }
            else if ((s_unary.Contains(node.OpType) || s_moving.Contains(node.OpType)) && HasKernel(node))
            {
                Choose(new PlannedNode(node, [0], null));
            }
        }
    }

    // The integer kernels know neither a second output nor these attributes.
    private static bool HasKernel(NodeProto node)
    {
        bool isPlain = node.GetInt("ceil_mode", 0) == 0 && node.GetInts("dilations") is null;
        return node.Output.Count == 1 && (node.OpType != "AveragePool" || isPlain);
    }

    private void Choose(PlannedNode node)
    {
        PlannedNode fused = s_moving.Contains(node.Node.OpType) ? node : node with { FusedActivation = FindActivation(node.Node) };
        _chosen[node.Node] = fused;
        _makers[fused.Result] = fused;
    }

    private NodeProto? FindActivation(NodeProto node)
    {
        NodeProto? reader = _context.Index.FindOnlyReader(node.Output[0]);
        bool saturates = reader is not null && !_context.IsExcluded(reader) && (reader.IsStandard("Relu") || (reader.IsStandard("Clip") && reader.Input[0] == node.Output[0]));
        return saturates ? reader : null;
    }

    private void DropUnpaid()
    {
        bool hasChanged;
        do
        {
            PlannedNode[] dropped = [.. _chosen.Values.Where(node => node.Weight is null && !(IsAvailable(node) && IsPaid(node)))];
            foreach (PlannedNode node in dropped)
            {
                _chosen.Remove(node.Node);
                _makers.Remove(node.Result);
            }

            hasChanged = dropped.Length > 0;
        }
        while (hasChanged);
    }

    private bool IsAvailable(PlannedNode node)
    {
        return node.ActivationInputs.All(input => _makers.ContainsKey(node.Node.Input[input]) || _wanted.Contains(node.Node.Input[input]));
    }

    private bool IsPaid(PlannedNode node)
    {
        return s_reducing.Contains(node.Node.OpType) || _context.Index.ReadersOf(node.Result).Any(reader => _chosen.TryGetValue(reader, out PlannedNode? chosen)
            && chosen.ActivationInputs.Any(input => reader.Input[input] == node.Result));
    }

    private Dictionary<string, PlannedTensor> FindTensors(PlannedNode[] nodes)
    {
        var tensors = new Dictionary<string, PlannedTensor>(StringComparer.Ordinal);
        foreach (PlannedNode node in nodes)
        {
            foreach (int input in node.ActivationInputs)
            {
                string name = node.Node.Input[input];
                tensors.TryAdd(name, new PlannedTensor(name, name, _makers.ContainsKey(name)));
            }

            if (!s_matrixProducts.Contains(node.Node.OpType))
            {
                string root = s_moving.Contains(node.Node.OpType) ? tensors[node.Node.Input[0]].Root : node.Result;
                tensors[node.Result] = new PlannedTensor(node.Result, root, true);
            }
        }

        return tensors;
    }
}
