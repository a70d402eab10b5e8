using System.Globalization;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Pooling over whole planes.</summary>
internal static class GlobalPoolLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["GlobalAveragePool"] = GlobalAveragePool,
        ["GlobalMaxPool"] = static node => node.Set(0, Rank(node) == 0 ? node.Input(0) : $"torch.amax({node.Input(0)}, {Axes(node)}, True)"),
        ["GlobalLpPool"] = GlobalLpPool,
    };

    private static void GlobalAveragePool(LoweringNode node)
    {
        int rank = Rank(node);
        node.Set(0, rank switch
        {
            0 => node.Input(0),
            1 or 2 or 3 => string.Create(CultureInfo.InvariantCulture, $"torch.adaptive_avg_pool{rank}d({node.Input(0)}, {TorchText.List(Enumerable.Repeat(1L, rank))})"),
            _ => $"torch.mean({node.Input(0)}, {Axes(node)}, True)",
        });
    }

    private static void GlobalLpPool(LoweringNode node)
    {
        long p = node.Proto.GetInt("p", 2);
        string powers = node.Let(AveragePoolLowerings.LpPowers(node, p), "powers");
        string sum = Rank(node) == 0 ? powers : node.Let($"torch.sum({powers}, {Axes(node)}, True)", "total");
        node.Set(0, AveragePoolLowerings.LpRoot(sum, p));
    }

    private static int Rank(LoweringNode node)
    {
        return node.Rank(0) - 2 is >= 0 and int rank ? rank : throw new InvalidOperationException("an input without channels");
    }

    private static string Axes(LoweringNode node)
    {
        return TorchText.List(Enumerable.Range(2, Rank(node)).Select(static axis => (long)axis));
    }
}
