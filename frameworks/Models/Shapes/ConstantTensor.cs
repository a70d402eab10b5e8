using InferenceBench.Contracts;

namespace InferenceBench.Models.Shapes;

/// <summary>The elements of a small tensor that is known before anything runs.</summary>
public sealed class ConstantTensor
{
    /// <summary>An integer element that is not known, as in the shape of a tensor with one dynamic dimension; a number that no file uses (exporters write the smallest integer as the end of a slice).</summary>
    public const long Unknown = -0x7A5B3C1D0F2E4D6B;

    private ConstantTensor(ElementType type, long[] shape, long[]? integers, double[]? floats)
    {
        Type = type;
        Shape = shape;
        Integers = integers;
        Floats = floats;
    }

    /// <summary>The element type.</summary>
    public ElementType Type { get; }

    /// <summary>The shape, all of it known.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Elements in C order of an integer type (booleans as 0 and 1); null for a float type.</summary>
    public IReadOnlyList<long>? Integers { get; }

    /// <summary>Elements in C order of a float type; null for an integer type.</summary>
    public IReadOnlyList<double>? Floats { get; }

    /// <summary>Number of elements.</summary>
    public int Count => Integers?.Count ?? Floats!.Count;

    /// <summary>Whether every element is known.</summary>
    public bool IsComplete => Integers is null || !Integers.Contains(Unknown);

    /// <summary>A tensor of integers or booleans.</summary>
    /// <param name="type">The element type.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="elements">Elements in C order.</param>
    internal static ConstantTensor Of(ElementType type, long[] shape, long[] elements)
    {
        return new ConstantTensor(type, shape, elements, null);
    }

    /// <summary>A tensor of floats.</summary>
    /// <param name="type">The element type.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="elements">Elements in C order.</param>
    internal static ConstantTensor Of(ElementType type, long[] shape, double[] elements)
    {
        return new ConstantTensor(type, shape, null, elements);
    }

    /// <summary>The same elements in another shape.</summary>
    /// <param name="shape">A shape of as many elements.</param>
    internal ConstantTensor Reshape(long[] shape)
    {
        return new ConstantTensor(Type, shape, (long[]?)Integers, (double[]?)Floats);
    }

    /// <summary>Picks elements.</summary>
    /// <param name="shape">The new shape.</param>
    /// <param name="indices">For each new element the index of an old one.</param>
    internal ConstantTensor Pick(long[] shape, int[] indices)
    {
        return Integers is not null
            ? Of(Type, shape, Array.ConvertAll(indices, index => Integers[index]))
            : Of(Type, shape, Array.ConvertAll(indices, index => Floats![index]));
    }

    /// <summary>One element as a double; NaN when it is not known.</summary>
    /// <param name="index">Index in C order.</param>
    internal double At(int index)
    {
        return Floats is not null ? Floats[index] : Integers![index] == Unknown ? double.NaN : Integers[index];
    }
}
