using InferenceBench.Models.Lowering;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Constants that hold one element for each column or channel: what stands last in the layout of the tensor that they are added to.</summary>
internal static class ChannelBias
{
    /// <summary>Such a constant as a vector.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">Index of the input that may be one.</param>
    /// <param name="shape">Shape of the tensor that it is added to; −1 where it is not known.</param>
    /// <param name="layout">That tensor's layout.</param>
    /// <returns>Null when the input is no such constant.</returns>
    public static string? Find(LoweringNode node, int input, IReadOnlyList<long>? shape, Layout layout)
    {
        if (shape is not { Count: >= 2 } || node.FindConstant(input) is not { Shape.Count: > 0 } constant || constant.Shape.Count > shape.Count)
        {
            return null;
        }

        long[] aligned = [.. Enumerable.Repeat(1L, shape.Count - constant.Shape.Count), .. constant.Shape];
        long[] arranged = Axes.Arrange(layout, aligned);
        bool isVector = arranged[^1] == Axes.Arrange(layout, shape)[^1] && arranged.SkipLast(1).All(static size => size == 1);
        return isVector ? node.Constant(constant with { Shape = [arranged[^1]] }) : null;
    }
}
