using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>The losses of classification.</summary>
internal static class LossLowerings
{
    // No class has this number: it stands for "nothing is ignored".
    private const long NoClass = -100;

    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["NegativeLogLikelihoodLoss"] = static node => node.Set(0, Loss(node, node.Input(0))),
        ["SoftmaxCrossEntropyLoss"] = CrossEntropy,
    };

    private static void CrossEntropy(LoweringNode node)
    {
        string logProbabilities = node.Let($"torch.log_softmax({node.Input(0)}, 1)", "log_prob");
        node.Set(0, Loss(node, logProbabilities));
        node.Set(1, logProbabilities);
    }

    private static string Loss(LoweringNode node, string logProbabilities)
    {
        string weight = node.Has(2) ? node.Input(2) : "None";
        int reduction = node.Proto.GetText("reduction", "mean") switch
        {
            "none" => 0,
            "mean" => 1,
            "sum" => 2,
            { } other => throw node.NotLowered($"reduction {other}"),
        };
        string target = IndexExpressions.AsInt64(node, 1);
        return $"torch.nll_loss_nd({logProbabilities}, {target}, {weight}, {reduction}, {TorchText.Whole(node.Proto.GetInt("ignore_index", NoClass))})";
    }
}
