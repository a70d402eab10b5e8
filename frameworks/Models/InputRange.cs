namespace InferenceBench.Models;

/// <summary>The half-open range from which seeded values of a model's floating-point inputs are drawn.</summary>
/// <param name="Low">Lowest value, finite.</param>
/// <param name="High">Values stay below it; finite and above <paramref name="Low"/>.</param>
public readonly record struct InputRange(float Low, float High)
{
    /// <summary>[−1, 1): what a normalised image looks like; the range of every model that does not say otherwise.</summary>
    public static InputRange Default { get; } = new(-1f, 1f);

    /// <summary>[0, 255): raw pixels, for models that rescale them inside.</summary>
    public static InputRange Pixels { get; } = new(0f, 255f);
}
