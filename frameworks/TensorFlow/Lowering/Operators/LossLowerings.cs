using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>The losses of classification.</summary>
internal static class LossLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["NegativeLogLikelihoodLoss"] = static node => SetLoss(node, node.Input(0)),
        ["SoftmaxCrossEntropyLoss"] = CrossEntropy,
    };

    private static void CrossEntropy(LoweringNode node)
    {
        string logProbabilities = SoftmaxLowerings.OnLastAxis(node, "LogSoftmax", node.Input(0), 1, node.Rank(0));
        SetLoss(node, logProbabilities);
        node.Set(1, logProbabilities);
    }

    private static void SetLoss(LoweringNode node, string logProbabilities)
    {
        ElementType type = node.KnownType(0);
        string target = IndexTensors.AsInt64(node, 1);
        string? isCounted = node.Proto.FindAttribute("ignore_index") is { I: var ignored }
            ? node.Apply("NotEqual", ElementType.Int64, target, node.Longs([], [ignored]))
            : null;
        string known = isCounted is null ? target : node.Select(ElementType.Int64, isCounted, target, node.Longs([], [0]));
        string? weight = Weight(node, type, known, isCounted);
        string loss = node.Apply("Neg", type, Picked(node, type, logProbabilities, known));
        string weighted = weight is null ? loss : node.Apply("Mul", type, loss, weight);
        node.Set(0, node.Proto.GetText("reduction", "mean") switch
        {
            "none" => weighted,
            "sum" => Total(node, "Sum", type, weighted),
            "mean" => weight is null ? Total(node, "Mean", type, weighted)
                : node.Apply("RealDiv", type, Total(node, "Sum", type, weighted), Total(node, "Sum", type, weight)),
            { } other => throw node.NotLowered($"reduction {other}"),
        });
    }

    // The weight of each target, 0 where it is ignored; null when all weigh the same.
    private static string? Weight(LoweringNode node, ElementType type, string target, string? isCounted)
    {
        string? weight = node.Has(2) ? node.Gather(node.Input(2), type, target, ElementType.Int64, 0) : null;
        return isCounted is null ? weight : node.Select(type, isCounted, weight ?? node.Scalar(type, 1), node.Scalar(type, 0));
    }

    // What stands at the target's class; the others are left out by choice, not by a product, for they may be infinite.
    private static string Picked(LoweringNode node, ElementType type, string logProbabilities, string target)
    {
        string isTarget = node.Let("OneHot", [target, node.Int(node.Shape(0)[1]), node.Flags([], [true]), node.Flags([], [false])],
            Attr.Type("T", ElementType.Bool), Attr.Type("TI", ElementType.Int64), Attr.Int("axis", 1));
        string chosen = node.Select(type, isTarget, logProbabilities, node.Scalar(type, 0));
        return ReductionLowerings.Apply(node, "Sum", type, chosen, new ReducedAxes(Layout.Plain, [1], false));
    }

    private static string Total(LoweringNode node, string op, ElementType type, string tensor)
    {
        int[] axes = [.. Enumerable.Range(0, node.Rank(1))];
        return ReductionLowerings.Apply(node, op, type, tensor, new ReducedAxes(Layout.Plain, axes, false));
    }
}
