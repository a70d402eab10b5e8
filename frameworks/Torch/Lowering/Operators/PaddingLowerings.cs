using InferenceBench.Contracts;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Pad: pads were an attribute until opset 10, opset 18 added axes and opset 19 the mode wrap.</summary>
internal static class PaddingLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering> { ["Pad"] = Pad };

    private static void Pad(LoweringNode node)
    {
        var request = PadRequest.Of(node);
        node.Set(0, request.Mode == "constant" ? Constant(node, request.Heads, request.Tails) : Repeated(node, request));
    }

    private static string Constant(LoweringNode node, long[] heads, long[] tails)
    {
        if (node.FindShape(0) is { } shape && Enumerable.Range(0, heads.Length).Any(axis => shape[axis] + heads[axis] + tails[axis] == 0))
        {
            throw node.NotLowered("nothing is left of an axis, which libtorch refuses");
        }

        int first = Array.FindIndex([.. heads.Zip(tails)], static pads => pads != (0, 0));
        // libtorch counts from the last axis; a negative pad cuts off there, too.
        return first < 0 ? node.Input(0)
            : $"torch.constant_pad_nd({node.Input(0)}, {TorchText.List(Enumerable.Range(first, heads.Length - first).Reverse().SelectMany(axis => new[] { heads[axis], tails[axis] }))}, {Value(node)})";
    }

    private static string Value(LoweringNode node)
    {
        if (node.Has(2) && node.FindShape(2) is not [0])
        {
            return node.FindFloats(2) is not [double known] ? node.Input(2) + ".item()" : Number(node, known);
        }

        return Number(node, node.Proto.GetFloat("value", 0));
    }

    private static string Number(LoweringNode node, double value)
    {
        if (!node.Type(0).IsFloat())
        {
            return TorchText.Whole((long)value);
        }

        // The lowest float32, which masks are padded with, is no number of float16.
        bool isHalf = node.TorchType(node.Type(0)) == node.TorchType(ElementType.Float16);
        return TorchText.Number(isHalf && Math.Abs(value) > (double)Half.MaxValue ? double.CopySign(double.PositiveInfinity, value) : value);
    }

    private static string Repeated(LoweringNode node, PadRequest request)
    {
        (long[] heads, long[] tails) = (request.Heads, request.Tails);
        long[] shape = node.Shape(0);
        string value = node.Input(0);
        for (int axis = 0; axis < shape.Length; axis++)
        {
            long cutHead = Math.Min(heads[axis], 0);
            long size = shape[axis] + cutHead + Math.Min(tails[axis], 0);
            value = size == shape[axis] ? value : $"{value}.narrow({axis}, {-cutHead}, {size})";
            shape[axis] = size;
            heads[axis] = Math.Max(heads[axis], 0);
            tails[axis] = Math.Max(tails[axis], 0);
        }

        if (FindNative(node, request.Mode, shape, heads, tails) is { } native)
        {
            return $"torch.{native}({value}, {TorchText.List([heads[3], tails[3], heads[2], tails[2]])})";
        }

        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (heads[axis] + tails[axis] > 0)
            {
                value = $"{value}.index_select({axis}, {node.Longs("index", [heads[axis] + shape[axis] + tails[axis]], request.Indices(node, shape[axis], heads[axis], tails[axis]))})";
            }
        }

        return value;
    }

    // Of libtorch's own functions those for images, in the types that they are made for on every device.
    private static string? FindNative(LoweringNode node, string mode, long[] shape, long[] heads, long[] tails)
    {
        bool isImage = shape is [> 0, > 0, > 0, > 0] && heads[0] + tails[0] + heads[1] + tails[1] == 0 && node.Type(0) == ElementType.Float32
            && node.TorchType(ElementType.Float32) == 6 && heads[2] + tails[2] + heads[3] + tails[3] > 0;
        bool isWithin = isImage && Math.Max(heads[2], tails[2]) < shape[2] && Math.Max(heads[3], tails[3]) < shape[3];
        return mode == "reflect" && isWithin ? "reflection_pad2d"
            : mode == "edge" && isImage ? "replication_pad2d"
            : null;
    }
}
