using System.Globalization;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Normalizations with weights: over a batch, an instance, groups of channels, or the last axes.</summary>
internal static class NormalizationLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["BatchNormalization"] = BatchNormalization,
        ["InstanceNormalization"] = InstanceNormalization,
        ["GroupNormalization"] = GroupNormalization,
        ["LayerNormalization"] = LayerNormalization,
    };

    private static string Epsilon(LoweringNode node)
    {
        return TorchText.Number(node.Proto.GetFloat("epsilon", 1e-5f));
    }

    private static void BatchNormalization(LoweringNode node)
    {
        if (node.Rank(0) < 2)
        {
            throw new InvalidOperationException("an input without channels");
        }

        if (IsTraining(node))
        {
            BatchStatistics(node);
            return;
        }

        if (node.Opset < 9 && node.Proto.GetInt("spatial", 1) == 0)
        {
            // Statistics for every element of a sample instead of every channel.
            string deviation = node.Let($"torch.sqrt(torch.add({node.Input(4)}, {Epsilon(node)}))", "deviation");
            string centred = node.Let($"torch.div(torch.sub({node.Input(0)}, {node.Input(3)}), {deviation})", "centred");
            node.Set(0, $"torch.add(torch.mul({centred}, {node.Input(1)}), {node.Input(2)})");
            return;
        }

        node.Set(0, $"torch.batch_norm({node.Input(0)}, {node.Input(1)}, {node.Input(2)}, {node.Input(3)}, {node.Input(4)}, False, 0.1, {Epsilon(node)}, True)");
    }

    // Until opset 13 the number of outputs said so.
    private static bool IsTraining(LoweringNode node)
    {
        return node.Opset >= 14 ? node.Proto.GetInt("training_mode", 0) != 0 : node.Proto.Output.Count(static output => output.Length > 0) > 1;
    }

    private static void BatchStatistics(LoweringNode node)
    {
        string input = node.Input(0);
        node.Set(0, $"torch.batch_norm({input}, {node.Input(1)}, {node.Input(2)}, None, None, True, 0.0, {Epsilon(node)}, True)");
        string axes = TorchText.List([0, .. Enumerable.Range(2, node.Rank(0) - 2).Select(static axis => (long)axis)]);
        if (node.Opset < 14)
        {
            // Of the four other outputs engines know less than of this one; whoever reads one is told that it is not lowered.
            return;
        }

        float momentum = node.Proto.GetFloat("momentum", 0.9f);
        SetRunning(1, 3, $"torch.mean({input}, {axes}, False)");

        // ONNX means the variance of the population.
        SetRunning(2, 4, $"torch.var({input}, {axes}, False, False)");

        void SetRunning(int output, int before, string current)
        {
            if (node.Wants(output))
            {
                string old = node.Let($"torch.mul({node.Input(before)}, {TorchText.Number(momentum)})", "old");
                string share = node.Let($"torch.mul({current}, {TorchText.Number(1.0 - momentum)})", "current");
                node.Set(output, $"torch.add({old}, {share})");
            }
        }
    }

    private static void InstanceNormalization(LoweringNode node)
    {
        node.Set(0, $"torch.instance_norm({node.Input(0)}, {node.Input(1)}, {node.Input(2)}, None, None, True, 0.1, {Epsilon(node)}, True)");
    }

    private static void GroupNormalization(LoweringNode node)
    {
        long groups = node.Proto.GetInt("num_groups", 0);
        long channels = node.Shape(0)[1];

        // A scale for each group until opset 20, for each channel since.
        bool isPerGroup = node.Opset < 21 && groups != channels;
        string scale = isPerGroup ? Repeat(node.Input(1), "scale") : node.Input(1);
        string bias = isPerGroup ? Repeat(node.Input(2), "bias") : node.Input(2);
        node.Set(0, string.Create(CultureInfo.InvariantCulture, $"torch.group_norm({node.Input(0)}, {groups}, {scale}, {bias}, {Epsilon(node)}, True)"));

        string Repeat(string values, string hint)
        {
            string column = node.Let($"{values}.reshape({TorchText.List([groups, 1])})", hint);
            return node.Let($"{column}.expand({TorchText.List([groups, channels / groups])}).reshape({TorchText.List([channels])})", hint);
        }
    }

    private static void LayerNormalization(LoweringNode node)
    {
        long[] shape = node.Shape(0);
        long[] normalized = shape[LoweringNode.Axis(node.Proto.GetInt("axis", -1), shape.Length)..];
        string arguments = $"({node.Input(0)}, {TorchText.List(normalized)}, {Weight(1)}, {Weight(2)}, {Epsilon(node)}";
        if (!node.Wants(1) && !node.Wants(2))
        {
            node.Set(0, $"torch.layer_norm{arguments}, True)");
            return;
        }

        string[] locals = node.LetAll($"torch.native_layer_norm{arguments})", "normalized", "mean", "rate");
        node.Set(0, locals[0]);
        for (int i = 1; i <= 2; i++)
        {
            if (node.Wants(i))
            {
                node.Set(i, node.OutputType(i) == node.Type(0) ? locals[i] : $"{locals[i]}.to({node.TorchType(node.OutputType(i))})");
            }
        }

        string Weight(int input)
        {
            return !node.Has(input) ? "None"
                : node.Shape(input).SequenceEqual(normalized) ? node.Input(input)
                : node.Let($"{node.Input(input)}.expand({TorchText.List(normalized)})", "weight");
        }
    }
}
