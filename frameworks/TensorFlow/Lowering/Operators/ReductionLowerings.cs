using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Reductions; their axes became an input with opset 13 (ReduceSum) and 18 (the others).</summary>
internal static class ReductionLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["ReduceSum"] = static node => Reduce(node, (input, type, axes) => Apply(node, "Sum", type, input, axes)),
        ["ReduceMean"] = static node => ReduceWide(node, (input, type, axes) => axes.Numbers.Length == 0 ? input : Apply(node, "Mean", type, input, axes)),
        ["ReduceMax"] = static node => Extreme(node, "Max", "Any"),
        ["ReduceMin"] = static node => Extreme(node, "Min", "All"),
        ["ReduceProd"] = static node => Reduce(node, (input, type, axes) => Apply(node, "Prod", type, input, axes)),
        ["ReduceL1"] = static node => Reduce(node, (input, type, axes) => Apply(node, "Sum", type, Magnitude(node, input, type), axes)),
        ["ReduceL2"] = static node => ReduceWide(node, (input, type, axes) => axes.Numbers.Length == 0
            ? node.Apply("Abs", type, input)
            : node.Apply("Sqrt", type, Apply(node, "Sum", type, node.Apply("Square", type, input), axes))),
        ["ReduceLogSum"] = static node => ReduceWide(node, (input, type, axes) => node.Apply("Log", type, Apply(node, "Sum", type, input, axes))),
        ["ReduceLogSumExp"] = LogSumExp,
        ["ReduceSumSquare"] = static node => Reduce(node, (input, type, axes) => Apply(node, "Sum", type, node.Apply("Square", type, input), axes)),
    };

    /// <summary>One of TensorFlow's reductions; no axes leave the tensor as it is.</summary>
    /// <param name="node">The node.</param>
    /// <param name="op">TensorFlow's operator.</param>
    /// <param name="type">The tensor's element type; null for operators of booleans, which do not name it.</param>
    /// <param name="input">The tensor, in the layout of the axes.</param>
    /// <param name="axes">The axes.</param>
    public static string Apply(LoweringNode node, string op, ElementType? type, string input, ReducedAxes axes)
    {
        if (axes.Numbers.Length == 0)
        {
            return input;
        }

        List<(string, Protos.AttrValue)> attributes = [Attr.Type("Tidx", ElementType.Int32), Attr.Flag("keep_dims", axes.Keeps)];
        if (type is { } known)
        {
            attributes.Add(Attr.Type("T", known));
        }

        return node.Let(op, [input, node.Ints(axes.Numbers.Select(static axis => (long)axis))], attributes);
    }

    // Integers that are summed or multiplied wrap at their own width, whatever the width on the way was.
    private static void Reduce(LoweringNode node, Func<string, ElementType, ReducedAxes, string> function)
    {
        ReducedAxes axes = ReadAxes(node);
        node.Set(0, function(node.Input(0, axes.Layout), node.KnownType(0), axes), axes.ResultLayout);
    }

    // Means and roots of integers go through float64.
    private static void ReduceWide(LoweringNode node, Func<string, ElementType, ReducedAxes, string> function)
    {
        ElementType type = node.KnownType(0);
        ElementType wide = type.IsFloat() ? type : ElementType.Float64;
        Reduce(node, (input, _, axes) => node.Cast(function(node.Cast(input, type, wide), wide, axes), wide, type));
    }

    private static string Magnitude(LoweringNode node, string input, ElementType type)
    {
        return type is ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64 ? input : node.Apply("Abs", type, input);
    }

    private static void Extreme(LoweringNode node, string op, string boolean)
    {
        Reduce(node, (input, type, axes) =>
        {
            if (axes.Numbers.Length > 0 && Axes.Arrange(axes.Layout, node.Shape(0)) is var shape && Array.Exists(axes.Numbers, axis => shape[axis] == 0))
            {
                throw node.NotLowered("it reduces no elements");
            }

            return type is ElementType.Bool ? Apply(node, boolean, null, input, axes) : Apply(node, op, type, input, axes);
        });
    }

    private static void LogSumExp(LoweringNode node)
    {
        if (!node.IsFloat(0))
        {
            throw node.NotLowered("engines cut the exponentials of integers at different places");
        }

        Reduce(node, (input, type, axes) =>
        {
            if (axes.Numbers.Length == 0)
            {
                return input;
            }

            // The largest is taken out, unless there is none or it is infinite, so that no exponential overflows.
            string largest = Apply(node, "Max", type, input, axes with { Keeps = true });
            string shift = node.Select(type, node.Apply("IsFinite", type, largest), largest, node.Scalar(type, 0));
            string sum = Apply(node, "Sum", type, node.Apply("Exp", type, node.Apply("Sub", type, input, shift)), axes);
            string added = axes.Keeps ? shift : Apply(node, "Sum", type, shift, axes);
            return node.Apply("AddV2", type, node.Apply("Log", type, sum), added);
        });
    }

    // Empty for a scalar, or when the node says that no axes mean none instead of all.
    private static ReducedAxes ReadAxes(LoweringNode node)
    {
        int rank = node.Rank(0);
        bool keeps = node.Proto.GetInt("keepdims", 1) != 0;
        long[]? given = node.FindList("axes", 1);
        int[] axes = given is { Length: > 0 } ? [.. given.Select(axis => LoweringNode.Axis(axis, rank)).Distinct()]
            : node.Proto.GetInt("noop_with_empty_axes", 0) != 0 ? []
            : [.. Enumerable.Range(0, rank)];
        return ReducedAxes.Of(node, axes, keeps || axes.Length == 0);
    }
}
