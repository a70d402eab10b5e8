using System.Globalization;

namespace InferenceBench.Contracts;

/// <summary>Name, element type and shape of one input or output.</summary>
/// <param name="Name">The name in the model.</param>
/// <param name="ElementType">The element type.</param>
/// <param name="Shape">Dimensions, outermost first; −1 where a dimension is not known before the first run. A scalar has none.</param>
public sealed record TensorSpec(string Name, ElementType ElementType, IReadOnlyList<long> Shape)
{
    /// <summary>Whether every dimension is known.</summary>
    public bool IsConcrete => Shape.All(static dimension => dimension >= 0);

    /// <summary>Number of elements.</summary>
    /// <exception cref="InvalidOperationException">A dimension is not known.</exception>
    /// <exception cref="OverflowException">The product exceeds 2^63−1.</exception>
    public long ElementCount => IsConcrete
        ? Shape.Aggregate(1L, static (product, dimension) => checked(product * dimension))
        : throw new InvalidOperationException($"the shape of '{Name}' is not known: {this}");

    /// <summary>Size in bytes: elements × bytes of one element.</summary>
    /// <exception cref="InvalidOperationException">A dimension is not known.</exception>
    /// <exception cref="OverflowException">The product exceeds 2^63−1.</exception>
    public long SizeBytes => checked(ElementCount * ElementType.SizeBytes());

    /// <summary>For example <c>input float32[1,3,224,224]</c>.</summary>
    public override string ToString()
    {
        string dimensions = string.Join(',', Shape.Select(static d => d < 0 ? "?" : d.ToString(CultureInfo.InvariantCulture)));
        return $"{Name} {ElementType.ToName()}[{dimensions}]";
    }
}
