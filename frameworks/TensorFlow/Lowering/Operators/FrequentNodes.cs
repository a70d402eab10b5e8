using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Models.Lowering;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Nodes that many lowerings add.</summary>
internal static class FrequentNodes
{
    /// <summary>An operator whose only attribute is the element type <c>T</c> of its inputs.</summary>
    public static string Apply(this LoweringNode node, string op, ElementType type, params IEnumerable<string> inputs)
    {
        return node.Let(op, inputs, Attr.Type("T", type));
    }

    /// <summary>A tensor in another element type.</summary>
    /// <exception cref="InvalidOperationException">TensorFlow has no such type.</exception>
    public static string Cast(this LoweringNode node, string tensor, ElementType from, ElementType to)
    {
        return from == to ? tensor : node.Let("Cast", [tensor], Attr.Type("SrcT", from), Attr.Type("DstT", to));
    }

    /// <summary>The same elements in another shape; one dimension may be −1.</summary>
    public static string Reshape(this LoweringNode node, string tensor, ElementType type, params IEnumerable<long> shape)
    {
        return node.ReshapeTo(tensor, type, node.Ints(shape));
    }

    /// <summary>The same elements in a shape that is a tensor of int32.</summary>
    public static string ReshapeTo(this LoweringNode node, string tensor, ElementType type, string shape)
    {
        return node.Let("Reshape", [tensor, shape], Attr.Type("T", type), Attr.Type("Tshape", ElementType.Int32));
    }

    /// <summary>A tensor with its axes in another order.</summary>
    /// <param name="node">The node.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="type">Its element type.</param>
    /// <param name="order">For each new axis the old one.</param>
    public static string Transpose(this LoweringNode node, string tensor, ElementType type, IReadOnlyList<int> order)
    {
        return order.SequenceEqual(Enumerable.Range(0, order.Count))
            ? tensor
            : node.Let("Transpose", [tensor, node.Ints(order.Select(static axis => (long)axis))], Attr.Type("T", type), Attr.Type("Tperm", ElementType.Int32));
    }

    /// <summary>Elements of one tensor where a condition holds, else of another.</summary>
    public static string Select(this LoweringNode node, ElementType type, string condition, string chosen, string other)
    {
        return node.Apply("SelectV2", type, condition, chosen, other);
    }

    /// <summary>Slices of a tensor along an axis, by number.</summary>
    public static string Gather(this LoweringNode node, string tensor, ElementType type, string index, ElementType indexType, int axis)
    {
        return node.Let("GatherV2", [tensor, index, node.Int(axis)],
            Attr.Type("Tparams", type), Attr.Type("Tindices", indexType), Attr.Type("Taxis", ElementType.Int32));
    }

    /// <summary>A tensor repeated along axes of one element.</summary>
    /// <param name="node">The node.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="type">Its element type.</param>
    /// <param name="shape">The new shape, a tensor of int32.</param>
    public static string BroadcastTo(this LoweringNode node, string tensor, ElementType type, string shape)
    {
        return node.Let("BroadcastTo", [tensor, shape], Attr.Type("T", type), Attr.Type("Tidx", ElementType.Int32));
    }

    /// <summary>A new constant of int64.</summary>
    public static string Longs(this LoweringNode node, IReadOnlyList<long> shape, long[] elements)
    {
        return node.Constant(new ModelConstant(ElementType.Int64, shape, () => MemoryMarshal.AsBytes(elements.AsSpan()).ToArray()));
    }

    /// <summary>A new constant of numbers that each element type holds in its own way.</summary>
    /// <exception cref="InvalidOperationException">The type is not numeric.</exception>
    public static string Numbers(this LoweringNode node, ElementType type, IReadOnlyList<long> shape, IReadOnlyList<double> elements)
    {
        return node.Constant(new ModelConstant(type, shape, () => elements.SelectMany(element => ScalarBytes.Of(type, element)).ToArray()));
    }

    /// <summary>A new constant of booleans.</summary>
    public static string Flags(this LoweringNode node, IReadOnlyList<long> shape, bool[] elements)
    {
        return node.Constant(new ModelConstant(ElementType.Bool, shape, () => MemoryMarshal.AsBytes(elements.AsSpan()).ToArray()));
    }
}
