using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Operators that choose, order or accumulate elements.</summary>
internal static class SelectionLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Where"] = static node => node.Set(0, $"torch.where({node.Input(0)}, {node.Input(1)}, {node.Input(2)})"),
        ["OneHot"] = OneHot,
        ["TopK"] = TopK,
        ["CumSum"] = CumSum,
        ["Trilu"] = Trilu,
    };

    private static void OneHot(LoweringNode node)
    {
        long depth = node.FindFloats(1) is [double known] ? (long)known : throw node.NotLowered("its depth depends on the data");
        int rank = node.Rank(0) + 1;
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", -1), rank);
        long[] shape = new long[rank];
        Array.Fill(shape, 1);
        shape[axis] = depth;
        string classes = node.Longs("classes", shape, [.. Enumerable.Range(0, checked((int)depth)).Select(static i => (long)i)]);
        string index = node.Let($"{IndexExpressions.AsInt64(node, 0)}.unsqueeze({axis})", "index");
        // What lies outside on either side stays outside: it is off everywhere.
        string isOn = node.Let($"torch.where({index} < 0, {index} + {depth}, {index}) == {classes}", "is_on");
        node.Set(0, $"torch.where({isOn}, {node.Input(2)}.select(0, 1), {node.Input(2)}.select(0, 0))");
    }

    private static void TopK(LoweringNode node)
    {
        long count = (node.Opset < 10 ? node.Proto.GetInt("k", -1) : node.Integers(1)[0]) is >= 0 and long given
            ? given
            : throw new InvalidOperationException("it has no k");
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", -1), node.Rank(0));
        string largest = node.Proto.GetInt("largest", 1) != 0 ? "True" : "False";
        if (!node.Wants(1))
        {
            string sorted = node.Proto.GetInt("sorted", 1) != 0 ? "True" : "False";
            node.SetTuple([0, 1], $"torch.topk({node.Input(0)}, {count}, {axis}, {largest}, {sorted})");
            return;
        }

        // ONNX promises that of equal elements the first comes first; topk promises nothing.
        string[] parts = node.LetAll($"torch.sort({node.Input(0)}, stable=True, dim={axis}, descending={largest})", "sorted", "order");
        node.Set(0, $"{parts[0]}.narrow({axis}, 0, {count})");
        node.Set(1, $"{parts[1]}.narrow({axis}, 0, {count})");
    }

    private static void CumSum(LoweringNode node)
    {
        int rank = node.Rank(0);
        int axis = LoweringNode.Axis(node.Integers(1)[0], rank);
        bool isReverse = node.Proto.GetInt("reverse", 0) != 0;
        string value = node.Input(0) + (isReverse ? $".flip([{axis}])" : "");
        if (node.Proto.GetInt("exclusive", 0) != 0)
        {
            // One 0 before the first, and the last left out.
            string pads = string.Concat(Enumerable.Repeat("0, 0, ", rank - 1 - axis)) + "1, -1";
            value = $"torch.constant_pad_nd({value}, [{pads}])";
        }

        // Without the type libtorch adds up small integers as int64.
        node.Set(0, $"torch.cumsum({value}, {axis}, dtype={node.TorchType(node.Type(0))})" + (isReverse ? $".flip([{axis}])" : ""));
    }

    private static void Trilu(LoweringNode node)
    {
        long diagonal = node.Has(1) ? node.Integers(1)[0] : 0;
        string function = node.Proto.GetInt("upper", 1) != 0 ? "triu" : "tril";
        node.Set(0, $"torch.{function}({node.Input(0)}, {TorchText.Whole(Math.Clamp(diagonal, int.MinValue, int.MaxValue))})");
    }
}
