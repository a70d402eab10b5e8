using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Operators that choose, order or accumulate elements.</summary>
internal static class SelectionLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["OneHot"] = OneHot,
        ["TopK"] = TopK,
        ["CumSum"] = CumSum,
        ["Trilu"] = Trilu,
    };

    private static void OneHot(LoweringNode node)
    {
        long depth = node.FindFloats(1) is [double known] ? (long)known : throw node.NotLowered("its depth depends on the data");
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", -1), node.Rank(0) + 1);
        ElementType type = node.KnownType(2);

        // What lies outside on either side stays outside: it is off everywhere.
        string index = IndexTensors.FromZero(node, 0, node.Longs([], [depth]));
        node.Set(0, node.Let("OneHot", [index, node.Int(depth), Value(node, type, 1), Value(node, type, 0)],
            Attr.Type("T", type), Attr.Type("TI", ElementType.Int64), Attr.Int("axis", axis)));
    }

    private static string Value(LoweringNode node, ElementType type, long index)
    {
        return node.Gather(node.Input(2), type, node.Int(index), ElementType.Int32, 0);
    }

    private static void TopK(LoweringNode node)
    {
        long count = (node.Opset < 10 ? node.Proto.GetInt("k", -1) : node.Integers(1)[0]) is >= 0 and long given
            ? given
            : throw new InvalidOperationException("it has no k");
        int rank = node.Rank(0);
        ElementType type = node.KnownType(0);
        int[] order = SoftmaxLowerings.Swapped(LoweringNode.Axis(node.Proto.GetInt("axis", -1), rank), rank);
        bool isLargest = node.Proto.GetInt("largest", 1) != 0;

        // TensorFlow finds the largest; of equal elements the first comes first, as ONNX promises.
        string turn = type.IsFloat() ? "Neg" : "Invert";
        string input = node.Transpose(node.Input(0), type, order);
        string top = node.Let("TopKV2", [isLargest ? input : node.Apply(turn, type, input), node.Int(count)],
            Attr.Type("T", type), Attr.Flag("sorted", node.Wants(1) || node.Proto.GetInt("sorted", 1) != 0));
        node.Set(0, node.Transpose(isLargest ? top : node.Apply(turn, type, top), type, order));
        node.Set(1, node.Cast(node.Transpose($"{top}:1", ElementType.Int32, order), ElementType.Int32, ElementType.Int64));
    }

    private static void CumSum(LoweringNode node)
    {
        int axis = LoweringNode.Axis(node.Integers(1)[0], node.Rank(0));
        node.Set(0, node.Let("Cumsum", [node.Input(0), node.Int(axis)],
            Attr.Type("T", node.KnownType(0)), Attr.Type("Tidx", ElementType.Int32),
            Attr.Flag("exclusive", node.Proto.GetInt("exclusive", 0) != 0), Attr.Flag("reverse", node.Proto.GetInt("reverse", 0) != 0)));
    }

    private static void Trilu(LoweringNode node)
    {
        ElementType type = node.KnownType(0);
        bool isUpper = node.Proto.GetInt("upper", 1) != 0;
        long[] shape = node.Shape(0)[^2..];
        long shift = Math.Clamp(node.Has(1) ? node.Integers(1)[0] : 0, -shape[0], shape[1]);
        bool[] kept = new bool[checked(shape[0] * shape[1])];
        for (long row = 0; row < shape[0]; row++)
        {
            for (long column = 0; column < shape[1]; column++)
            {
                kept[(row * shape[1]) + column] = isUpper ? column - row >= shift : column - row <= shift;
            }
        }

        node.Set(0, node.Select(type, node.Flags(shape, kept), node.Input(0), node.Scalar(type, 0)));
    }
}
