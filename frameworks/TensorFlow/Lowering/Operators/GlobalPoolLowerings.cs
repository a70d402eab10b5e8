using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Pooling over whole planes, in whatever layout the input has.</summary>
internal static class GlobalPoolLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["GlobalAveragePool"] = static node => Pool(node, "Mean", static tensor => tensor, static tensor => tensor),
        ["GlobalMaxPool"] = static node => Pool(node, "Max", static tensor => tensor, static tensor => tensor),
        ["GlobalLpPool"] = GlobalLpPool,
    };

    private static void GlobalLpPool(LoweringNode node)
    {
        long p = node.Proto.GetInt("p", 2);
        Pool(node, "Sum", tensor => AveragePoolLowerings.LpPowers(node, tensor, p), sum => AveragePoolLowerings.LpRoot(node, sum, p));
    }

    private static void Pool(LoweringNode node, string op, Func<string, string> before, Func<string, string> after)
    {
        int rank = node.Rank(0);
        if (rank < 2)
        {
            throw new InvalidOperationException("an input without channels");
        }

        Layout layout = node.LayoutOf(0);
        string tensor = before(node.Input(0, layout));
        if (rank > 2)
        {
            tensor = node.Reduced(op, tensor, node.KnownType(0), Enumerable.Range(2, rank - 2).Select(axis => (long)Axes.In(layout, axis, rank)).Order());
        }

        node.Set(0, after(tensor), layout);
    }
}
