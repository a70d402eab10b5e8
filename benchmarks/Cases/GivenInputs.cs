using InferenceBench.Contracts;

namespace InferenceBench.Cases;

/// <summary>The inputs of a file that does not declare them itself: float32 in the shapes that the user gives, in the order given.</summary>
internal static class GivenInputs
{
    private const string UnnamedInput = "input";

    /// <summary>The inputs.</summary>
    /// <param name="shapes">Shapes by input name, in order; "" is an input without a name.</param>
    public static IReadOnlyList<TensorSpec> Of(IReadOnlyDictionary<string, long[]> shapes)
    {
        return [.. shapes.Select(static shape => new TensorSpec(shape.Key.Length > 0 ? shape.Key : UnnamedInput, ElementType.Float32, shape.Value))];
    }

    /// <summary>Whether the elements of an input fit into one array.</summary>
    /// <param name="input">The input, with a concrete shape.</param>
    public static bool HasUsableSize(TensorSpec input)
    {
        double bytes = input.Shape.Aggregate((double)sizeof(float), static (product, dimension) => product * dimension);
        return bytes < Array.MaxLength;
    }
}
