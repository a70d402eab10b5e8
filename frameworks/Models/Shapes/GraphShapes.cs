using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes;

/// <summary>Types and shapes of all values of a model's main graph for given input shapes; integer sub-graphs that compute shapes are folded.</summary>
public sealed class GraphShapes
{
    private readonly IReadOnlyDictionary<string, ValueFacts> _values;

    internal GraphShapes(IReadOnlyDictionary<string, ValueFacts> values, IReadOnlyList<string> unknownOperators, IReadOnlyList<string> problems)
    {
        _values = values;
        UnknownOperators = unknownOperators;
        Problems = problems;
    }

    /// <summary>Operator types for which there is no rule or whose rule could not be applied, each once; shapes after them come from the file's own <c>value_info</c>.</summary>
    public IReadOnlyList<string> UnknownOperators { get; }

    /// <summary>What contradicted an operator's rule, one line for each node.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>Infers shapes. Never fails for an operator that it does not know or for shapes that do not fit: the values after it are then not known.</summary>
    /// <param name="model">The model, its nodes in an order in which they can run.</param>
    /// <param name="inputShapes">Shapes by input name; an input that is not named has its declared shape, where dynamic dimensions are not known.</param>
    public static GraphShapes Infer(OnnxModel model, IReadOnlyDictionary<string, long[]> inputShapes)
    {
        return Infer(model, inputShapes, new Dictionary<string, TensorProto>());
    }

    /// <summary>Infers shapes where the elements of some inputs are known, too.</summary>
    /// <param name="model">The model, its nodes in an order in which they can run.</param>
    /// <param name="inputShapes">Shapes by input name.</param>
    /// <param name="inputValues">Inputs that count as constants, by name.</param>
    public static GraphShapes Infer(
        OnnxModel model, IReadOnlyDictionary<string, long[]> inputShapes, IReadOnlyDictionary<string, TensorProto> inputValues)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputShapes);
        ArgumentNullException.ThrowIfNull(inputValues);
        return new ShapeInference(model).Run(inputShapes, inputValues);
    }

    /// <summary>What is known of a value; nothing at all when the graph has no value of that name.</summary>
    /// <param name="name">The value's name.</param>
    public ValueFacts this[string name] => _values.GetValueOrDefault(name) ?? ValueFacts.Unknown;

    /// <summary>A value as name, type and shape.</summary>
    /// <param name="name">The value's name.</param>
    /// <returns>Null when not even the rank is known.</returns>
    public TensorSpec? FindSpec(string name)
    {
        ValueFacts facts = this[name];
        return facts.Shape is null ? null : new TensorSpec(name, facts.Type, facts.Shape);
    }
}
