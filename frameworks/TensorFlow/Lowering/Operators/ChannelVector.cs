using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>One number for each channel, shaped so that it repeats over the other axes.</summary>
internal static class ChannelVector
{
    /// <summary>The shape.</summary>
    public static long[] Shape(Layout layout, int rank, long channels)
    {
        return layout == Layout.Plain ? [channels, .. Enumerable.Repeat(1L, rank - 2)] : [channels];
    }

    /// <summary>A vector in an input, in the type of the first input.</summary>
    public static string Of(LoweringNode node, int input, Layout layout, int rank)
    {
        ElementType type = node.KnownType(0);
        string vector = node.Cast(node.Input(input), node.KnownType(input), type);
        return layout == Layout.Plain && rank > 2 ? node.Reshape(vector, type, Shape(layout, rank, node.Shape(input)[0])) : vector;
    }
}
