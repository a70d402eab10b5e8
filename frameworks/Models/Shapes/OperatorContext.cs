using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes;

/// <summary>One node as its rule sees it: facts of its inputs in, facts of its outputs out.</summary>
/// <param name="model">The model, for tensors in attributes.</param>
/// <param name="node">The node.</param>
/// <param name="opset">Version of the operator set that it comes from.</param>
/// <param name="inputs">Facts of its inputs; null for one that is left out.</param>
/// <param name="budget">Bounds folding.</param>
internal sealed class OperatorContext(OnnxModel model, NodeProto node, long opset, ValueFacts?[] inputs, FoldBudget budget)
{
    /// <summary>The node.</summary>
    public NodeProto Node => node;

    /// <summary>Version of the operator set that it comes from.</summary>
    public long Opset => opset;

    /// <summary>Number of inputs, those that are left out included.</summary>
    public int InputCount => inputs.Length;

    /// <summary>Facts of the outputs; null where the rule said nothing.</summary>
    public ValueFacts?[] Outputs { get; } = new ValueFacts?[node.Output.Count];

    /// <summary>Whether an input is given.</summary>
    /// <param name="index">Index of the input.</param>
    public bool Has(int index)
    {
        return index < inputs.Length && inputs[index] is not null;
    }

    /// <summary>Shape of an input; null when it is not known or the input is left out.</summary>
    /// <param name="index">Index of the input.</param>
    public long[]? Shape(int index)
    {
        return Has(index) ? inputs[index]!.Dimensions : null;
    }

    /// <summary>Type of an input.</summary>
    /// <param name="index">Index of the input.</param>
    public ElementType Type(int index)
    {
        return Has(index) ? inputs[index]!.Type : ElementType.Undefined;
    }

    /// <summary>Elements of an input, some of which may be unknown; null when none is known.</summary>
    /// <param name="index">Index of the input.</param>
    public ConstantTensor? Constant(int index)
    {
        return Has(index) ? inputs[index]!.Constant : null;
    }

    /// <summary>Elements of an integer input, all of them known; else null.</summary>
    /// <param name="index">Index of the input.</param>
    public long[]? Integers(int index)
    {
        return Constant(index) is { Integers: not null, IsComplete: true } constant ? (long[])constant.Integers : null;
    }

    /// <summary>A list that is an attribute in some opsets and an input in others.</summary>
    /// <param name="attribute">The attribute's name.</param>
    /// <param name="input">Index of the input.</param>
    /// <param name="values">The list; null when the node has neither.</param>
    /// <returns>False when it is given as an input whose elements are not known.</returns>
    public bool TryGetList(string attribute, int input, out long[]? values)
    {
        values = Has(input) ? Integers(input) : node.GetInts(attribute);
        return values is not null || !Has(input);
    }

    /// <summary>Facts of a tensor in an attribute.</summary>
    /// <param name="tensor">The tensor.</param>
    public ValueFacts Read(TensorProto tensor)
    {
        return ConstantReader.ToFacts(model, tensor, budget);
    }

    /// <summary>Sets an output to a tensor of an attribute, whose elements are read when they are asked for.</summary>
    /// <param name="index">Index of the output.</param>
    /// <param name="tensor">The tensor.</param>
    public void Set(int index, TensorProto tensor)
    {
        if (index < Outputs.Length)
        {
            Outputs[index] = Read(tensor);
        }
    }

    /// <summary>Says what an output is; ignored when the node does not have that output.</summary>
    /// <param name="index">Index of the output.</param>
    /// <param name="type">Its type.</param>
    /// <param name="shape">Its shape; null when the rank is not known.</param>
    /// <param name="constant">Its elements; null when they are not known.</param>
    /// <exception cref="ShapeException">The shape has a negative or too large dimension, or too many.</exception>
    public void Set(int index, ElementType type, long[]? shape, ConstantTensor? constant = null)
    {
        if (shape is { Length: > Dimension.MaxRank } || (shape is not null && Array.Exists(shape, static dimension => dimension < -1)))
        {
            throw new ShapeException($"an output of shape [{string.Join(',', shape.Take(8))}…] with {shape.Length} dimensions");
        }

        if (index < Outputs.Length)
        {
            Outputs[index] = new ValueFacts(type, shape, constant);
        }
    }

    /// <summary>Takes room for a folded output; false when its shape is not known or it is too big.</summary>
    /// <param name="shape">Shape of the output.</param>
    /// <param name="isFloat">Whether it holds floats.</param>
    public bool CanFold(long[]? shape, bool isFloat)
    {
        return shape is not null && Dimension.Product(shape) is >= 0 and long count && budget.TryTake(count, isFloat);
    }
}
