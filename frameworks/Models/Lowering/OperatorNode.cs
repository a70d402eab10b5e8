using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Shapes;

namespace InferenceBench.Models.Lowering;

/// <summary>One node as its lowering sees it: types, shapes and constants of its inputs. A framework adds how it names inputs and sets outputs.</summary>
public abstract class OperatorNode
{
    private readonly LoweringSource _source;
    private readonly HashSet<int> _set = [];

    /// <summary>A node.</summary>
    /// <param name="source">The model that it is part of.</param>
    /// <param name="node">The node.</param>
    /// <param name="opset">Version of the operator set that it comes from.</param>
    protected OperatorNode(LoweringSource source, NodeProto node, long opset)
    {
        _source = source;
        Proto = node;
        Opset = opset;
    }

    /// <summary>The node; its attributes are read with <see cref="OnnxAttributes"/>.</summary>
    public NodeProto Proto { get; }

    /// <summary>Version of the operator set that it comes from.</summary>
    public long Opset { get; }

    /// <summary>Number of inputs, those that are left out included.</summary>
    public int InputCount => Proto.Input.Count;

    /// <summary>Number of outputs, those that are left out included.</summary>
    public int OutputCount => Proto.Output.Count;

    /// <summary>Whether an input is given.</summary>
    /// <param name="input">Index of the input.</param>
    public bool Has(int input)
    {
        return input < Proto.Input.Count && Proto.Input[input].Length > 0;
    }

    /// <summary>Whether an output is wanted: the node has it and something reads it.</summary>
    /// <param name="output">Index of the output.</param>
    public bool Wants(int output)
    {
        return output < Proto.Output.Count && Proto.Output[output].Length > 0 && _source.IsNeeded(Proto.Output[output]);
    }

    /// <summary>Element type of an input, as the file has it; undefined when it is left out or not known.</summary>
    /// <param name="input">Index of the input.</param>
    public ElementType Type(int input)
    {
        return Has(input) ? _source.Shapes[Proto.Input[input]].Type : ElementType.Undefined;
    }

    /// <summary>Element type of an input, for what depends on it.</summary>
    /// <param name="input">Index of the input.</param>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public ElementType KnownType(int input)
    {
        ElementType type = Type(input);
        return type != ElementType.Undefined ? type : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"the type of input {input} is not known"));
    }

    /// <summary>Whether an input holds floats; most operators that differ between types do so between floats and integers.</summary>
    /// <param name="input">Index of the input.</param>
    /// <exception cref="InvalidOperationException">Its type is not known.</exception>
    public bool IsFloat(int input)
    {
        return KnownType(input).IsFloat();
    }

    /// <summary>Element type of an output.</summary>
    /// <param name="output">Index of the output.</param>
    public ElementType OutputType(int output)
    {
        return _source.Shapes[Proto.Output[output]].Type;
    }

    /// <summary>Shape of an input, all of it known.</summary>
    /// <param name="input">Index of the input.</param>
    /// <exception cref="InvalidOperationException">A dimension depends on the data.</exception>
    public long[] Shape(int input)
    {
        return RequireShape(Proto.Input[input]);
    }

    /// <summary>Shape of an output, all of it known.</summary>
    /// <param name="output">Index of the output.</param>
    /// <exception cref="InvalidOperationException">A dimension depends on the data.</exception>
    public long[] OutputShape(int output)
    {
        return RequireShape(Proto.Output[output]);
    }

    /// <summary>Shape of an input; null when a dimension depends on the data.</summary>
    /// <param name="input">Index of the input.</param>
    public long[]? FindShape(int input)
    {
        return FindShape(Proto.Input[input]);
    }

    /// <summary>Shape of an input with −1 for dimensions that depend on the data; null when not even the rank is known.</summary>
    /// <param name="input">Index of the input.</param>
    public IReadOnlyList<long>? FindDimensions(int input)
    {
        return _source.Shapes[Proto.Input[input]].Shape;
    }

    /// <summary>Number of dimensions of an input.</summary>
    /// <param name="input">Index of the input.</param>
    /// <exception cref="InvalidOperationException">It is not known.</exception>
    public int Rank(int input)
    {
        return FindDimensions(input)?.Count
            ?? throw new InvalidOperationException($"the rank of {OneLine.Quote(Proto.Input[input])} is not known before it runs");
    }

    /// <summary>An axis from 0 of an input of a known rank.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="rank">The rank.</param>
    /// <exception cref="InvalidOperationException">The tensor has no such axis.</exception>
    public static int Axis(long axis, int rank)
    {
        return axis >= -rank && axis < Math.Max(rank, 1)
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"axis {axis} of a tensor of rank {rank}"));
    }

    /// <summary>Whether the elements of an input are known.</summary>
    /// <param name="input">Index of the input.</param>
    public bool IsConstant(int input)
    {
        return Has(input) && _source.Constants.Contains(Proto.Input[input]);
    }

    /// <summary>Elements of an integer or boolean constant; null when the input is left out or no such constant.</summary>
    /// <param name="input">Index of the input.</param>
    public long[]? FindIntegers(int input)
    {
        return Has(input) ? _source.Constants.FindIntegers(Proto.Input[input]) : null;
    }

    /// <summary>Elements of a constant, integers converted; null when the input is left out or no constant.</summary>
    /// <param name="input">Index of the input.</param>
    public double[]? FindFloats(int input)
    {
        return Has(input) ? _source.Constants.FindFloats(Proto.Input[input]) : null;
    }

    /// <summary>Elements of an integer input that must be constant.</summary>
    /// <param name="input">Index of the input.</param>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public long[] Integers(int input)
    {
        return FindIntegers(input) ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"input {input} is not known before it runs"));
    }

    /// <summary>A list that is an attribute in some opsets and an input in others; null when the node has neither.</summary>
    /// <param name="attribute">Name of the attribute.</param>
    /// <param name="input">Index of the input.</param>
    /// <exception cref="InvalidOperationException">It is an input whose elements are not known.</exception>
    public long[]? FindList(string attribute, int input)
    {
        return Has(input) ? Integers(input) : Proto.GetInts(attribute);
    }

    /// <summary>The exception that skips the case because of this node.</summary>
    /// <param name="why">Why, if there is more to say than that the operator is not lowered.</param>
    public NotLoweredException NotLowered(string? why = null)
    {
        return NotLoweredException.For(Proto, Opset, why);
    }

    /// <summary>Checks that the lowering has set every output that is wanted.</summary>
    /// <exception cref="NotLoweredException">It has not.</exception>
    public void RequireOutputs()
    {
        for (int i = 0; i < Proto.Output.Count; i++)
        {
            // One that shape inference knows is a constant, whatever the lowering did.
            if (Wants(i) && !_set.Contains(i) && !_source.Constants.Contains(Proto.Output[i]))
            {
                throw NotLowered(string.Create(CultureInfo.InvariantCulture, $"its output {i} has no counterpart"));
            }
        }
    }

    /// <summary>Notes that the lowering has set an output.</summary>
    /// <param name="output">Index of the output.</param>
    protected void NoteSet(int output)
    {
        _set.Add(output);
    }

    private long[]? FindShape(string name)
    {
        ValueFacts facts = _source.Shapes[name];
        return facts.IsConcrete ? [.. facts.Shape!] : null;
    }

    private long[] RequireShape(string name)
    {
        return FindShape(name) ?? throw new InvalidOperationException($"the shape of {OneLine.Quote(name)} is not known before it runs");
    }
}
