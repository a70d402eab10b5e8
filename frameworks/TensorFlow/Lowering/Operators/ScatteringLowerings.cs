using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Operators that write elements by index into a copy.</summary>
internal static class ScatteringLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Scatter"] = ScatterElements,
        ["ScatterElements"] = ScatterElements,
        ["ScatterND"] = ScatterNd,
    };

    private static void ScatterElements(LoweringNode node)
    {
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", 0), node.Rank(0));
        long count = node.Shape(0).Aggregate(1L, static (product, size) => checked(product * size));
        string index = node.Reshape(ElementIndex.Of(node, axis), ElementType.Int64, -1);
        SetWritten(node, index, count, 1);
    }

    private static void ScatterNd(LoweringNode node)
    {
        RowIndex index = RowIndex.Of(node, 0);
        SetWritten(node, index.Tensor, index.Rows, index.RowSize);
    }

    // Data and updates as matrices, each index the number of a row.
    private static void SetWritten(LoweringNode node, string index, long rows, long rowSize)
    {
        ElementType type = node.KnownType(0);
        string data = node.Reshape(node.Input(0), type, rows, rowSize);
        string updates = node.Reshape(node.Input(2), type, UpdateCount(node, rowSize), rowSize);
        string written = Operator(node) is { } op
            ? node.Let(op, [data, node.Reshape(index, ElementType.Int64, -1, 1), updates], Attr.Type("T", type), Attr.Type("Tindices", ElementType.Int64))
            : node.Apply("Mul", type, data, Products(node, type, index, updates, rows));
        node.Set(0, node.Reshape(written, type, node.Shape(0)));
    }

    // For each row the product of what is written there: 1 where nothing is.
    private static string Products(LoweringNode node, ElementType type, string index, string updates, long rows)
    {
        return node.Let("UnsortedSegmentProd", [updates, index, node.Int(rows)],
            Attr.Type("T", type), Attr.Type("Tindices", ElementType.Int64), Attr.Type("Tnumsegments", ElementType.Int32));
    }

    // Written out where it is known, because TensorFlow finds no dimension of a tensor without elements.
    private static long UpdateCount(LoweringNode node, long rowSize)
    {
        return node.FindShape(2) is { } shape && rowSize > 0 ? shape.Aggregate(1L, static (product, size) => checked(product * size)) / rowSize : -1;
    }

    // TensorFlow's operator; null for products, which it has none for.
    private static string? Operator(LoweringNode node)
    {
        string name = node.Proto.GetText("reduction", "none");
        return name switch
        {
            "none" => "TensorScatterUpdate",
            _ when node.Type(0) is ElementType.Bool => throw node.NotLowered($"reduction {name} of booleans"),
            "add" => "TensorScatterAdd",
            "mul" => null,
            "min" => "TensorScatterMin",
            "max" => "TensorScatterMax",
            _ => throw node.NotLowered($"reduction {name}"),
        };
    }
}
