using System.Globalization;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Normalizations without weights.</summary>
internal static class PlainNormalizationLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["LRN"] = LocalResponse,
        ["MeanVarianceNormalization"] = MeanVariance,
        ["LpNormalization"] = Lp,
    };

    private static void LocalResponse(LoweringNode node)
    {
        long[] shape = node.Shape(0);
        long size = node.Proto.GetInt("size", 1);
        string input = node.Input(0);
        string squares = node.Let($"torch.mul({input}, {input}).reshape({TorchText.List([shape[0], 1, shape[1], -1])})", "squares");

        // With an even size there is one channel more after than before.
        string padded = node.Let($"torch.constant_pad_nd({squares}, {TorchText.List([0, 0, (size - 1) / 2, size - 1 - ((size - 1) / 2)])}, 0)", "padded");
        string mean = node.Let(string.Create(CultureInfo.InvariantCulture, $"torch.avg_pool2d({padded}, [{size}, 1], [1, 1], [0, 0], False, True).reshape({TorchText.List(shape)})"), "mean");
        string alpha = TorchText.Number(node.Proto.GetFloat("alpha", 1e-4f));
        string bias = TorchText.Number(node.Proto.GetFloat("bias", 1));
        string divisor = node.Let($"torch.pow(torch.add(torch.mul({mean}, {alpha}), {bias}), {TorchText.Number(node.Proto.GetFloat("beta", 0.75f))})", "divisor");
        node.Set(0, $"torch.div({input}, {divisor})");
    }

    private static void MeanVariance(LoweringNode node)
    {
        if (node.Opset < 9)
        {
            throw node.NotLowered("it has axes only since opset 9");
        }

        int rank = node.Rank(0);
        string axes = TorchText.List((node.Proto.GetInts("axes") ?? [0, 2, 3]).Select(axis => (long)LoweringNode.Axis(axis, rank)));
        string input = node.Input(0);
        string centred = node.Let($"torch.sub({input}, torch.mean({input}, {axes}, True))", "centred");
        string deviation = node.Let($"torch.sqrt(torch.mean(torch.mul({centred}, {centred}), {axes}, True))", "deviation");
        node.Set(0, $"torch.div({centred}, torch.add({deviation}, 1e-09))");
    }

    private static void Lp(LoweringNode node)
    {
        long p = node.Proto.GetInt("p", 2);
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", -1), node.Rank(0));
        string norm = node.Let(string.Create(CultureInfo.InvariantCulture, $"torch.norm({node.Input(0)}, {p}, [{axis}], True)"), "norm");

        // Where all elements are zero the result is zero.
        node.Set(0, $"torch.div({node.Input(0)}, torch.where(torch.eq({norm}, 0), torch.ones_like({norm}), {norm}))");
    }
}
