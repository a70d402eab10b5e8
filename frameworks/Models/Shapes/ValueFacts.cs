using InferenceBench.Contracts;

namespace InferenceBench.Models.Shapes;

/// <summary>What is known of one value of a graph.</summary>
public sealed class ValueFacts
{
    private readonly Lazy<ConstantTensor?>? _constant;

    internal ValueFacts(ElementType type, long[]? shape, ConstantTensor? constant = null)
    {
        Type = type;
        Dimensions = shape;
        _constant = constant is null ? null : new Lazy<ConstantTensor?>(constant);
    }

    internal ValueFacts(ElementType type, long[] shape, Func<ConstantTensor?> readConstant)
    {
        Type = type;
        Dimensions = shape;
        _constant = new Lazy<ConstantTensor?>(readConstant, isThreadSafe: false);
    }

    /// <summary>Nothing is known.</summary>
    internal static ValueFacts Unknown { get; } = new(ElementType.Undefined, null);

    /// <summary>The element type; undefined when it is not known or the value is no tensor.</summary>
    public ElementType Type { get; }

    /// <summary>The shape, −1 for a dimension that is not known; null when not even the rank is.</summary>
    public IReadOnlyList<long>? Shape => Dimensions;

    /// <summary>The elements, when they are known and few (shapes, axes, scales); else null.</summary>
    public ConstantTensor? Constant => _constant?.Value;

    /// <summary>Whether every dimension is known.</summary>
    public bool IsConcrete => Dimensions is not null && Array.TrueForAll(Dimensions, static dimension => dimension >= 0);

    /// <summary>The shape as an array that nobody changes.</summary>
    internal long[]? Dimensions { get; }
}
