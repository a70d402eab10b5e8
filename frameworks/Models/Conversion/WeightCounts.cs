namespace InferenceBench.Models.Conversion;

/// <summary>What became of the elements of the weights and constants.</summary>
/// <param name="Converted">Elements in the new precision.</param>
/// <param name="Clamped">Of them: beyond its range, now its greatest value of their sign. Infinities and NaN stay what they are.</param>
/// <param name="Zeroed">Of them: not 0, but too small for it, now 0 (for bf16: fp32's denormals).</param>
/// <param name="Raised">Of them: single numbers that would have become 0 and may guard a division, now the smallest value of their sign.</param>
public sealed record WeightCounts(long Converted, long Clamped, long Zeroed, long Raised);
