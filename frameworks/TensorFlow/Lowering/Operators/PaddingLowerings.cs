using InferenceBench.Contracts;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Pad: pads were an attribute until opset 10, opset 18 added axes and opset 19 the mode wrap. The layout of the input stays.</summary>
internal static class PaddingLowerings
{
    // The kernel of MirrorPad knows no more axes.
    private const int MostMirrored = 5;

    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering> { ["Pad"] = Pad };

    /// <summary>The pads of each axis, when they are of zeros; else null.</summary>
    public static PadRequest? FindZeros(LoweringNode node)
    {
        bool isZero = node.Proto.GetText("mode", "constant") == "constant" && node.Proto.GetFloat("value", 0) == 0
            && (!node.Has(2) || node.FindShape(2) is [0] || node.FindFloats(2) is [0]);
        return isZero ? PadRequest.Of(node) : null;
    }

    private static void Pad(LoweringNode node)
    {
        var request = PadRequest.Of(node);
        Layout layout = node.Rank(0) > 2 ? node.LayoutOf(0) : Layout.Plain;
        request = request with { Heads = Axes.Arrange(layout, request.Heads), Tails = Axes.Arrange(layout, request.Tails) };
        node.Set(0, request.Mode == "constant" ? Constant(node, layout, request) : Repeated(node, layout, request), layout);
    }

    private static string Constant(LoweringNode node, Layout layout, PadRequest request)
    {
        long[]? shape = node.FindShape(0) is { } known ? Axes.Arrange(layout, known) : null;
        return node.Padded(node.Input(0, layout), node.KnownType(0), shape, request.Heads, request.Tails, Value(node));
    }

    // Null for zero, for which there is a kernel of its own.
    private static string? Value(LoweringNode node)
    {
        double value = node.Proto.GetFloat("value", 0);
        if (node.Has(2) && node.FindShape(2) is not [0])
        {
            if (node.FindFloats(2) is not [double known])
            {
                return node.Reshape(node.Input(2), node.KnownType(2), []);
            }

            value = known;
        }

        return value == 0 ? null : node.Scalar(node.KnownType(0), value);
    }

    private static string Repeated(LoweringNode node, Layout layout, PadRequest request)
    {
        ElementType type = node.KnownType(0);
        long[] shape = Axes.Arrange(layout, node.Shape(0));
        long[] cutHeads = Array.ConvertAll(request.Heads, static pad => Math.Min(pad, 0));
        long[] cutTails = Array.ConvertAll(request.Tails, static pad => Math.Min(pad, 0));
        string value = node.Padded(node.Input(0, layout), type, shape, cutHeads, cutTails);
        shape = [.. shape.Select((size, axis) => size + cutHeads[axis] + cutTails[axis])];
        long[] heads = Array.ConvertAll(request.Heads, static pad => Math.Max(pad, 0));
        long[] tails = Array.ConvertAll(request.Tails, static pad => Math.Max(pad, 0));
        int[] padded = [.. Enumerable.Range(0, shape.Length).Where(axis => heads[axis] + tails[axis] > 0)];
        long[][] indices = Array.ConvertAll(padded, axis => request.Indices(node, shape[axis], heads[axis], tails[axis]));
        if (request.Mode == "reflect" && padded.Length > 0 && shape.Length <= MostMirrored)
        {
            int[] pairs = [.. heads.SelectMany((head, axis) => new[] { checked((int)head), checked((int)tails[axis]) })];
            return node.Let(
                "MirrorPad", [value, node.IntMatrix([shape.Length, 2], pairs)],
                Attr.Type("T", type), Attr.Type("Tpaddings", ElementType.Int32), Attr.Text("mode", "REFLECT"));
        }

        for (int i = 0; i < padded.Length; i++)
        {
            value = node.Gathered(value, type, padded[i], indices[i]);
        }

        return value;
    }

}
