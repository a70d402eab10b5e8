using InferenceBench.Frameworks.TensorFlow.Lowering.Operators;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Windows;

/// <summary>The input of a convolution before a Pad that adds zeros to its spatial axes, as Keras writes uneven pads: the convolution can do that itself.</summary>
/// <param name="Shape">Its shape [N, C, …].</param>
/// <param name="Heads">The pads before each spatial axis.</param>
/// <param name="Tails">Those after it.</param>
/// <param name="Tensor">Gives the tensor in the layout of windows.</param>
internal sealed record PaddedInput(long[] Shape, long[] Heads, long[] Tails, Func<string> Tensor)
{
    /// <summary>What the first input of a node was; null when no such Pad made it.</summary>
    public static PaddedInput? Find(LoweringNode node)
    {
        Layout layout = node.WindowLayout;
        if (node.FindProducer(0, "Pad") is { } pad)
        {
            return Find(pad, [.. Enumerable.Range(0, node.Rank(0))], () => pad.Input(0, layout));
        }

        // A file made from TensorFlow pads [N, …, C] and reorders then. What comes before is in the layout of windows already.
        return layout == Layout.ChannelsLast && node.FindProducer(0, "Transpose") is { } transpose && transpose.FindProducer(0, "Pad") is { } inner
            && transpose.Proto.GetInts("perm") is { } order && order.SequenceEqual(Axes.ToPlain(node.Rank(0)).Select(static axis => (long)axis))
            ? Find(inner, [.. order.Select(static axis => (int)axis)], () => inner.Input(0))
            : null;
    }

    private static PaddedInput? Find(LoweringNode pad, int[] order, Func<string> tensor)
    {
        if (PaddingLowerings.FindZeros(pad) is not { } zeros || pad.FindShape(0) is not { } shape)
        {
            return null;
        }

        long[] heads = Array.ConvertAll(order, axis => zeros.Heads[axis]);
        long[] tails = Array.ConvertAll(order, axis => zeros.Tails[axis]);
        bool isSpatial = heads.Concat(tails).All(static pad => pad >= 0) && heads[0] + heads[1] + tails[0] + tails[1] == 0;
        return isSpatial ? new PaddedInput(Array.ConvertAll(order, axis => shape[axis]), heads[2..], tails[2..], tensor) : null;
    }
}
