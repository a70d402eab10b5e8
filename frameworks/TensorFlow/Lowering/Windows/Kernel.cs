using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Lowering.Operators;
using InferenceBench.Models.Lowering;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Windows;

/// <summary>The weights of a convolution [M, C, …] with two or three spatial axes: a constant, laid out when the graph is written, or a tensor, laid out by nodes.</summary>
internal sealed class Kernel
{
    private readonly LoweringNode _node;
    private readonly ModelConstant? _constant;
    private readonly ElementType _type;

    private Kernel(LoweringNode node, ModelConstant? constant, ElementType type, IReadOnlyList<long> shape)
    {
        _node = node;
        _constant = constant;
        _type = type;
        Shape = shape;
    }

    /// <summary>Its shape.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Whether its elements are known.</summary>
    public bool IsConstant => _constant is not null;

    /// <summary>The kernel in the second input of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="frame">Says whether a spatial axis is put before a single one.</param>
    public static Kernel Of(LoweringNode node, WindowFrame frame)
    {
        long[] given = node.Shape(1);
        long[] shape = [given[0], given[1], .. frame.Widened(given[2..], 1)];
        ModelConstant? constant = node.FindConstant(1);
        return new Kernel(node, constant is null ? null : constant with { Shape = shape }, node.KnownType(1), shape);
    }

    /// <summary>The kernel without dilation, with zeros instead and around it; only of a constant.</summary>
    public Kernel Spread(long[] steps, long[] heads, long[] sizes)
    {
        ModelConstant constant = KernelLayouts.Spread(Constant, steps, heads, sizes);
        return new Kernel(_node, constant, _type, constant.Shape);
    }

    /// <summary>The kernel with the weights of each index of an axis multiplied; only of a float32 constant.</summary>
    public Kernel Scaled(int axis, double[] factors)
    {
        return new Kernel(_node, KernelLayouts.Scaled(Constant, axis, factors), _type, Shape);
    }

    /// <summary>The tensor [h, w, C, M] of a convolution, or of a transposed one, whose M and C have changed places.</summary>
    public string Arranged()
    {
        return Ordered(Shape);
    }

    /// <summary>The tensor [h, w, channels, multiplier] of a depthwise convolution.</summary>
    public string Depthwise(long channels)
    {
        // Channels come first in M, so that what follows is what each is multiplied to.
        long[] shape = [channels, Shape[0] / channels, .. Shape.Skip(2)];
        int[] order = [.. Enumerable.Range(2, shape.Length - 2), 0, 1];
        return Ordered(shape, order);
    }

    private ModelConstant Constant => _constant ?? throw new InvalidOperationException("its weights are not known before it runs");

    private string Ordered(IReadOnlyList<long> shape)
    {
        return Ordered(shape, [.. Enumerable.Range(2, shape.Count - 2), 1, 0]);
    }

    private string Ordered(IReadOnlyList<long> shape, int[] order)
    {
        return _constant is not null
            ? _node.Constant(ConstantLayouts.Transpose(_constant with { Shape = shape }, order))
            : _node.Transpose(_node.Reshape(_node.Input(1), _type, shape), _type, order);
    }
}
