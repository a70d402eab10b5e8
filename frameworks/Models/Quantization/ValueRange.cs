namespace InferenceBench.Models.Quantization;

/// <summary>The values that an activation's integers are to represent.</summary>
/// <param name="Low">Lowest value, finite.</param>
/// <param name="High">Highest value, finite, at least <paramref name="Low"/>.</param>
public readonly record struct ValueRange(float Low, float High)
{
    /// <summary>Greatest distance from zero.</summary>
    public float Magnitude => Math.Max(Math.Abs(Low), Math.Abs(High));
}
