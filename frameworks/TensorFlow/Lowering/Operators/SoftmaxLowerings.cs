using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Softmax and its relatives. TensorFlow's work on the last axis, which for channels is that of channels-last.</summary>
internal static class SoftmaxLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Softmax"] = static node => Lower(node, (input, axis, shape) => OnLastAxis(node, "Softmax", input, axis, shape.Count)),
        ["LogSoftmax"] = static node => Lower(node, (input, axis, shape) => OnLastAxis(node, "LogSoftmax", input, axis, shape.Count)),
        ["Hardmax"] = static node => Lower(node, (input, axis, shape) => Hardmax(node, input, axis, shape[axis])),
    };

    /// <summary>An operator that works on the last axis, on another one.</summary>
    /// <param name="node">The node; the tensor is of its first input's type.</param>
    /// <param name="op">TensorFlow's operator.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="rank">Number of the tensor's axes.</param>
    public static string OnLastAxis(LoweringNode node, string op, string tensor, int axis, int rank)
    {
        ElementType type = node.KnownType(0);
        int[] order = Swapped(axis, rank);
        return node.Transpose(node.Apply(op, type, node.Transpose(tensor, type, order)), type, order);
    }

    /// <summary>The order of axes in which one changes places with the last; its own inverse.</summary>
    public static int[] Swapped(int axis, int rank)
    {
        int[] order = [.. Enumerable.Range(0, rank)];
        (order[axis], order[rank - 1]) = (order[rank - 1], order[axis]);
        return order;
    }

    private static void Lower(LoweringNode node, Func<string, int, IReadOnlyList<long>, string> function)
    {
        IReadOnlyList<long> dimensions = node.FindDimensions(0) ?? node.Shape(0);
        int rank = dimensions.Count;
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", node.Opset < 13 ? 1 : -1), rank);
        if (rank > 0 && (node.Opset >= 13 || dimensions.Skip(axis + 1).All(static size => size == 1)))
        {
            Layout layout = axis == 1 ? node.LayoutOf(0) : Layout.Plain;
            node.Set(0, function(node.Input(0, layout), Axes.In(layout, axis, rank), Axes.Arrange(layout, dimensions)), layout);
            return;
        }

        // Until opset 12 the axes from the given one on count as one.
        long[] shape = node.Shape(0);
        long rows = shape[..axis].Aggregate(1L, static (product, size) => checked(product * size));
        long columns = shape[axis..].Aggregate(1L, static (product, size) => checked(product * size));
        string flat = node.Reshape(node.Input(0), node.KnownType(0), rows, columns);
        node.Set(0, node.Reshape(function(flat, 1, [rows, columns]), node.KnownType(0), shape));
    }

    private static string Hardmax(LoweringNode node, string input, int axis, long classes)
    {
        ElementType type = node.KnownType(0);
        string index = node.Let("ArgMax", [input, node.Int(axis)],
            Attr.Type("T", type), Attr.Type("Tidx", ElementType.Int32), Attr.Type("output_type", ElementType.Int64));
        return node.Let("OneHot", [index, node.Int(classes), node.Scalar(type, 1), node.Scalar(type, 0)],
            Attr.Type("T", type), Attr.Type("TI", ElementType.Int64), Attr.Int("axis", axis));
    }
}
