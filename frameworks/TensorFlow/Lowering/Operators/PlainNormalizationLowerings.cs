using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

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
        float alpha = node.Proto.GetFloat("alpha", 1e-4f) / size;
        float beta = node.Proto.GetFloat("beta", 0.75f);
        float bias = node.Proto.GetFloat("bias", 1);
        ElementType type = node.KnownType(0);
        if (shape.Length == 4 && size % 2 == 1 && type == ElementType.Float32)
        {
            // The kernel knows this layout alone, on every device.
            node.Set(0, node.Let(
                "LRN", [node.Input(0, Layout.ChannelsLast)],
                Attr.Type("T", type), Attr.Int("depth_radius", size / 2), Attr.Float("bias", bias), Attr.Float("alpha", alpha), Attr.Float("beta", beta)), Layout.ChannelsLast);
            return;
        }

        // With an even size there is one channel more after than before.
        string input = node.Input(0);
        long before = (size - 1) / 2;
        string padded = node.Padded(node.Apply("Square", type, input), type, shape, OnChannels(before), OnChannels(size - 1 - before));
        string sum = Enumerable.Range(0, checked((int)size))
            .Select(i => node.Sliced(padded, type, OnChannels(i), shape))
            .Aggregate((total, each) => node.Apply("AddV2", type, total, each));
        string divisor = node.Apply("AddV2", type, node.Apply("Mul", type, sum, node.Scalar(type, alpha)), node.Scalar(type, bias));
        node.Set(0, node.Apply("Mul", type, input, node.Apply("Pow", type, divisor, node.Scalar(type, -beta))));

        long[] OnChannels(long value)
        {
            return [0, value, .. new long[shape.Length - 2]];
        }
    }

    private static void MeanVariance(LoweringNode node)
    {
        if (node.Opset < 9)
        {
            throw node.NotLowered("it has axes only since opset 9");
        }

        int rank = node.Rank(0);
        Layout layout = rank > 2 ? node.LayoutOf(0) : Layout.Plain;
        long[] axes = [.. (node.Proto.GetInts("axes") ?? [0, 2, 3]).Select(axis => (long)Axes.In(layout, LoweringNode.Axis(axis, rank), rank)).Order()];
        Moments moments = Moments.Of(node, node.Input(0, layout), axes);
        string deviation = node.Apply("AddV2", moments.Type, node.Apply("Sqrt", moments.Type, moments.Variance), node.Scalar(moments.Type, 1e-9));
        node.Set(0, node.Apply("RealDiv", moments.Type, moments.Centred, deviation), layout);
    }

    private static void Lp(LoweringNode node)
    {
        long p = node.Proto.GetInt("p", 2);
        int rank = node.Rank(0);
        Layout layout = rank > 2 ? node.LayoutOf(0) : Layout.Plain;
        int axis = Axes.In(layout, LoweringNode.Axis(node.Proto.GetInt("axis", -1), rank), rank);
        ElementType type = node.KnownType(0);
        string input = node.Input(0, layout);
        string norm = AveragePoolLowerings.LpRoot(node, node.Reduced("Sum", AveragePoolLowerings.LpPowers(node, input, p), type, [axis]), p);

        // Where all elements are zero the result is zero.
        node.Set(0, node.Apply("DivNoNan", type, input, norm), layout);
    }
}
