using System.Globalization;

namespace InferenceBench.Contracts;

/// <summary>One input of a framework's own file.</summary>
/// <param name="Spec">Name, type and shape; −1 where a dimension may differ from run to run.</param>
/// <param name="Least">Least shape that it takes.</param>
/// <param name="Usual">The shape to run when nothing is said; −1 where it has to be said.</param>
/// <param name="Greatest">Greatest shape that it takes; <see cref="long.MaxValue"/> where there is no limit.</param>
public sealed record ModelFileInput(TensorSpec Spec, IReadOnlyList<long> Least, IReadOnlyList<long> Usual, IReadOnlyList<long> Greatest)
{
    /// <summary>Whether a shape is one that the file runs.</summary>
    /// <param name="shape">Dimensions, outermost first.</param>
    public bool Takes(IReadOnlyList<long> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Count == Spec.Shape.Count
            && shape.Select((size, i) => Spec.Shape[i] < 0 ? size >= Least[i] && size <= Greatest[i] : size == Spec.Shape[i]).All(static fits => fits);
    }

    /// <summary>The shapes that it takes, for people: <c>1,3,224,224</c>, <c>1,3,224,224 to 8,3,224,224</c>, or <c>?,3,224,224</c> where there is no limit.</summary>
    public string Range => Spec.IsConcrete || Greatest.Contains(long.MaxValue)
        ? string.Join(',', Spec.Shape.Select(static size => size < 0 ? "?" : size.ToString(CultureInfo.InvariantCulture)))
        : $"{string.Join(',', Least)} to {string.Join(',', Greatest)}";
}
