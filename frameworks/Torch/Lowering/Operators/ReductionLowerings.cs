using System.Globalization;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Reductions; their axes became an input with opset 13 (ReduceSum) and 18 (the others).</summary>
internal static class ReductionLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["ReduceSum"] = static node => Reduce(node, static (input, axes) => $"torch.sum({input}, {axes})"),
        ["ReduceMean"] = static node => Reduce(node, static (input, axes) => $"torch.mean({input}, {axes})"),
        ["ReduceMax"] = static node => Extreme(node, "amax"),
        ["ReduceMin"] = static node => Extreme(node, "amin"),
        ["ReduceProd"] = Prod,
        ["ReduceL1"] = static node => Reduce(node, static (input, axes) => $"torch.sum(torch.abs({input}), {axes})"),
        ["ReduceL2"] = static node => Reduce(node, static (input, axes) => $"torch.norm({input}, 2, {axes})"),
        ["ReduceLogSum"] = static node => Reduce(node, static (input, axes) => $"torch.log(torch.sum({input}, {axes}))"),
        ["ReduceLogSumExp"] = static node => Reduce(node, static (input, axes) => $"torch.logsumexp({input}, {axes})"),
        ["ReduceSumSquare"] = static node => Reduce(node, static (input, axes) => $"torch.sum(torch.mul({input}, {input}), {axes})"),
    };

    // Sums of integers are those of int64 cut to the type; means and roots go through float64.
    private static void Reduce(LoweringNode node, Func<string, string, string> function)
    {
        long[] axes = Axes(node);
        string input = node.Input(0);
        bool isFloat = node.IsFloat(0);
        if (!isFloat)
        {
            if (node.Proto.OpType == "ReduceLogSumExp")
            {
                throw node.NotLowered("engines cut the exponentials of integers at different places");
            }

            bool isSum = node.Proto.OpType is "ReduceSum" or "ReduceL1" or "ReduceSumSquare";
            input = node.Let($"{input}.to({(isSum ? 4 : 7)})", "wide");
        }

        string result = axes.Length == 0 ? Unreduced(node, input) : function(input, Arguments(node, axes));
        node.Set(0, isFloat ? result : $"{node.Let(result, "reduced")}.to({node.TorchType(node.Type(0))})");
    }

    // Nothing is to be reduced, but magnitudes or squares are taken all the same.
    private static string Unreduced(LoweringNode node, string input)
    {
        return node.Proto.OpType switch
        {
            "ReduceL1" or "ReduceL2" => $"torch.abs({input})",
            "ReduceLogSum" => $"torch.log({input})",
            "ReduceSumSquare" => $"torch.mul({input}, {input})",
            _ => input,
        };
    }

    private static void Extreme(LoweringNode node, string function)
    {
        long[] axes = Axes(node);
        if (axes.Length == 0)
        {
            node.Set(0, node.Input(0));
            return;
        }

        long[] shape = node.Shape(0);
        if (Array.Exists(axes, axis => shape[axis] == 0))
        {
            throw node.NotLowered("it reduces no elements");
        }

        node.Set(0, $"torch.{function}({node.Input(0)}, {Arguments(node, axes)})");
    }

    private static void Prod(LoweringNode node)
    {
        bool keeps = KeepsAxes(node);
        string result = node.Input(0);
        bool isFloat = node.IsFloat(0);

        // One axis at a time, from the last, so that those before it keep their numbers.
        foreach (long axis in Axes(node).Reverse())
        {
            result = node.Let(string.Create(CultureInfo.InvariantCulture, $"torch.prod({result}, {axis}, {TorchText.Boolean(keeps)})"), "product");
        }

        node.Set(0, isFloat ? result : $"{result}.to({node.TorchType(node.Type(0))})");
    }

    // In rising order; empty for a scalar, or when the node says that no axes mean none instead of all.
    private static long[] Axes(LoweringNode node)
    {
        int rank = node.Rank(0);
        long[]? axes = node.FindList("axes", 1);
        if (axes is { Length: > 0 })
        {
            return [.. axes.Select(axis => (long)LoweringNode.Axis(axis, rank)).Distinct().Order()];
        }

        return node.Proto.GetInt("noop_with_empty_axes", 0) != 0 ? [] : [.. Enumerable.Range(0, rank).Select(static axis => (long)axis)];
    }

    private static bool KeepsAxes(LoweringNode node)
    {
        return node.Proto.GetInt("keepdims", 1) != 0;
    }

    private static string Arguments(LoweringNode node, long[] axes)
    {
        return $"{TorchText.List(axes)}, {TorchText.Boolean(KeepsAxes(node))}";
    }
}
