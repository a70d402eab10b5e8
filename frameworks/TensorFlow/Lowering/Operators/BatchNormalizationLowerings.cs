using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Lowering.Windows;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>BatchNormalization that did not go into the weights of a convolution.</summary>
internal static class BatchNormalizationLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering> { ["BatchNormalization"] = BatchNormalization };

    private static void BatchNormalization(LoweringNode node)
    {
        int rank = node.Rank(0);
        if (rank < 2)
        {
            throw new InvalidOperationException("an input without channels");
        }

        if (ChannelAffine.IsTraining(node))
        {
            BatchStatistics(node, rank);
        }
        else if (ChannelAffine.HasElementStatistics(node))
        {
            string[] inputs = [.. Enumerable.Range(0, 5).Select(input => node.Input(input))];
            node.Set(0, Normalized(node, inputs[0], inputs[3], inputs[4], inputs[1], inputs[2]));
        }
        else if (rank == 4 && Enumerable.Range(0, 5).All(input => node.Type(input) == ElementType.Float32))
        {
            // One kernel, to which the optimiser joins an activation.
            node.Set(0, node.Let(
                "FusedBatchNormV3", [node.Input(0, node.WindowLayout), .. Enumerable.Range(1, 4).Select(input => node.Input(input))],
                Attr.Type("T", ElementType.Float32), Attr.Type("U", ElementType.Float32), Attr.Float("epsilon", Epsilon(node)), Attr.Flag("is_training", false),
                Attr.Text("data_format", node.WindowLayout == Layout.Plain ? "NCHW" : "NHWC")), node.WindowLayout);
        }
        else
        {
            ByChannel(node, rank);
        }
    }

    private static void ByChannel(LoweringNode node, int rank)
    {
        Layout layout = rank > 2 ? node.LayoutOf(0) : Layout.Plain;
        string input = node.Input(0, layout);
        if (ChannelAffine.Find(node) is { } affine && node.Type(0) == ElementType.Float32)
        {
            long[] shape = ChannelVector.Shape(layout, rank, affine.Scale.Length);
            string scaled = node.Apply("Mul", ElementType.Float32, input, node.Floats(shape, Array.ConvertAll(affine.Scale, static factor => (float)factor)));
            node.Set(0, node.Apply("AddV2", ElementType.Float32, scaled, node.Floats(shape, Array.ConvertAll(affine.Offset, static summand => (float)summand))), layout);
            return;
        }

        string[] weights = [.. Enumerable.Range(1, 4).Select(index => ChannelVector.Of(node, index, layout, rank))];
        node.Set(0, Normalized(node, input, weights[2], weights[3], weights[0], weights[1]), layout);
    }

    private static void BatchStatistics(LoweringNode node, int rank)
    {
        Layout layout = rank > 2 ? node.LayoutOf(0) : Layout.Plain;
        string input = node.Input(0, layout);
        long[] axes = [.. Enumerable.Range(0, rank).Where(static axis => axis != 1).Select(axis => (long)Axes.In(layout, axis, rank)).Order()];
        Moments moments = Moments.Of(node, input, axes);
        node.Set(0, moments.Normalized(Epsilon(node), ChannelVector.Of(node, 1, layout, rank), ChannelVector.Of(node, 2, layout, rank)), layout);
        if (node.Opset < 14)
        {
            // Of the four other outputs engines know less than of this one; whoever reads one is told that it is not lowered.
            return;
        }

        SetRunning(1, 3, moments.Mean);

        // ONNX means the variance of the population.
        SetRunning(2, 4, moments.Variance);

        void SetRunning(int output, int before, string current)
        {
            if (node.Wants(output))
            {
                ElementType type = node.KnownType(before);
                float momentum = node.Proto.GetFloat("momentum", 0.9f);
                string vector = node.Cast(node.Reshape(current, node.KnownType(0), node.Shape(before)), node.KnownType(0), type);
                string old = node.Apply("Mul", type, node.Input(before), node.Scalar(type, momentum));
                node.Set(output, node.Apply("AddV2", type, old, node.Apply("Mul", type, vector, node.Scalar(type, 1.0 - momentum))));
            }
        }
    }

    private static string Normalized(LoweringNode node, string input, string mean, string variance, string scale, string bias)
    {
        ElementType type = node.KnownType(0);
        string rate = node.Apply("Rsqrt", type, node.Apply("AddV2", type, variance, node.Scalar(type, Epsilon(node))));
        string centred = node.Apply("Sub", type, input, mean);
        return node.Apply("AddV2", type, node.Apply("Mul", type, centred, node.Apply("Mul", type, rate, scale)), bias);
    }

    private static float Epsilon(LoweringNode node)
    {
        return node.Proto.GetFloat("epsilon", 1e-5f);
    }
}
