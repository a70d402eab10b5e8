using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Normalizations with weights whose statistics are those of a sample: over an instance, groups of channels, or the last axes.</summary>
internal static class NormalizationLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["InstanceNormalization"] = InstanceNormalization,
        ["GroupNormalization"] = GroupNormalization,
        ["LayerNormalization"] = LayerNormalization,
    };

    private static double Epsilon(LoweringNode node)
    {
        return node.Proto.GetFloat("epsilon", 1e-5f);
    }

    private static void InstanceNormalization(LoweringNode node)
    {
        int rank = node.Rank(0);
        if (rank < 3)
        {
            throw new InvalidOperationException("an input without spatial axes");
        }

        Layout layout = node.LayoutOf(0);
        Moments moments = Moments.Of(node, node.Input(0, layout), Enumerable.Range(2, rank - 2).Select(axis => (long)Axes.In(layout, axis, rank)).Order());
        node.Set(0, moments.Normalized(Epsilon(node), ChannelVector.Of(node, 1, layout, rank), ChannelVector.Of(node, 2, layout, rank)), layout);
    }

    private static void GroupNormalization(LoweringNode node)
    {
        long groups = node.Proto.GetInt("num_groups", 0);
        long[] shape = node.Shape(0);
        Layout layout = shape.Length > 2 ? node.LayoutOf(0) : Layout.Plain;
        long each = shape[1] / groups;
        long elements = shape[2..].Aggregate(1L, static (product, size) => product * size);

        // A scale for each group until opset 20, for each channel since.
        bool isPerGroup = node.Opset < 21 && groups != shape[1];
        long[] own = isPerGroup ? [groups, 1] : [groups, each];
        bool isPlain = layout == Layout.Plain;
        ElementType type = node.KnownType(0);
        string input = node.Reshape(node.Input(0, layout), type, isPlain ? [shape[0], groups, each, elements] : [shape[0], elements, groups, each]);
        Moments moments = Moments.Of(node, input, isPlain ? [2, 3] : [1, 3]);
        string result = moments.Normalized(Epsilon(node), Weights(1), Weights(2));
        node.Set(0, node.Reshape(result, type, Axes.Arrange(layout, shape)), layout);

        string Weights(int index)
        {
            string weights = node.Cast(node.Input(index), node.KnownType(index), type);
            return node.Reshape(weights, type, isPlain ? [.. own, 1] : own);
        }
    }

    private static void LayerNormalization(LoweringNode node)
    {
        int rank = node.Rank(0);
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", -1), rank);
        Moments moments = Moments.Of(node, node.Input(0), Enumerable.Range(axis, rank - axis).Select(static each => (long)each));
        node.Set(0, moments.Normalized(Epsilon(node), Weight(1), Weight(2)));
        SetMoment(1, () => moments.Mean);
        SetMoment(2, () => moments.Rate(Epsilon(node)));

        string? Weight(int input)
        {
            return node.Has(input) ? node.Cast(node.Input(input), node.KnownType(input), moments.Type) : null;
        }

        void SetMoment(int output, Func<string> moment)
        {
            if (node.Wants(output))
            {
                node.Set(output, node.Cast(moment(), moments.Type, node.OutputType(output)));
            }
        }
    }
}
