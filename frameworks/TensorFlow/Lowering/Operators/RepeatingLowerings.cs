using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Operators that repeat elements.</summary>
internal static class RepeatingLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Expand"] = Expand,
        ["Tile"] = Tile,
    };

    private static void Expand(LoweringNode node)
    {
        long[] wanted = node.FindIntegers(1) ?? throw node.NotLowered("its shape depends on the data");
        int own = node.Rank(0);
        int rank = Math.Max(own, wanted.Length);
        int[] axes = [.. Enumerable.Range(0, rank).Select(axis => axis - (rank - own))];

        // A 1 among the wanted keeps what is there.
        long?[] parts = [.. Enumerable.Range(0, rank).Select(axis => axis - (rank - wanted.Length))
            .Select((other, axis) => other >= 0 && (axes[axis] < 0 || wanted[other] != 1) ? wanted[other] : (long?)null)];
        if (own == rank && node.FindShape(0) is { } shape)
        {
            Layout layout = node.LayoutOf(0);
            long[] sizes = [.. parts.Select((size, axis) => size ?? shape[axis])];
            string input = node.Input(0, layout);
            node.Set(0, sizes.SequenceEqual(shape) ? input : node.BroadcastTo(input, node.KnownType(0), node.Ints(Axes.Arrange(layout, sizes))), layout);
            return;
        }

        node.Set(0, node.BroadcastTo(node.Input(0), node.KnownType(0), node.Shape(0, parts, axes)));
    }

    private static void Tile(LoweringNode node)
    {
        long[] repeats = node.FindIntegers(1) ?? throw node.NotLowered("its repeats depend on the data");
        ElementType type = node.KnownType(0);

        // There are no kernels for these.
        ElementType wide = type is ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64 ? ElementType.Int64 : type;
        Layout layout = repeats.Length == node.Rank(0) ? node.LayoutOf(0) : Layout.Plain;
        string tiled = node.Let("Tile", [node.Cast(node.Input(0, layout), type, wide), node.Ints(Axes.Arrange(layout, repeats))],
            Attr.Type("T", wide), Attr.Type("Tmultiples", ElementType.Int32));
        node.Set(0, node.Cast(tiled, wide, type), layout);
    }
}
