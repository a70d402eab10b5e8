using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Where the largest and smallest elements are.</summary>
internal static class ExtremeIndexLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["ArgMax"] = static node => Lower(node, "ArgMax"),
        ["ArgMin"] = static node => Lower(node, "ArgMin"),
    };

    private static void Lower(LoweringNode node, string op)
    {
        int rank = node.Rank(0);
        ElementType type = node.KnownType(0);
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", 0), rank);
        if (rank == 0)
        {
            node.Set(0, node.Longs([], [0]));
            return;
        }

        ReducedAxes axes = ReducedAxes.Of(node, [axis], node.Proto.GetInt("keepdims", 1) != 0);
        string number = node.Int(axes.Numbers[0]);
        string input = node.Input(0, axes.Layout);
        bool takesLast = node.Proto.GetInt("select_last_index", 0) != 0;
        string searched = takesLast
            ? node.Let("ReverseV2", [input, node.Ints(axes.Numbers[0])], Attr.Type("T", type), Attr.Type("Tidx", ElementType.Int32))
            : input;
        string index = node.Let(op, [searched, number],
            Attr.Type("T", type), Attr.Type("Tidx", ElementType.Int32), Attr.Type("output_type", ElementType.Int64));
        if (takesLast)
        {
            index = node.Apply("Sub", ElementType.Int64, node.Longs([], [node.Shape(0)[axis] - 1]), index);
        }

        node.Set(0, axes.Keeps
            ? node.Let("ExpandDims", [index, number], Attr.Type("T", ElementType.Int64), Attr.Type("Tdim", ElementType.Int32))
            : index, axes.ResultLayout);
    }
}
