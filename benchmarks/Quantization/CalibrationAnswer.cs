using InferenceBench.Models.Quantization;

namespace InferenceBench.Quantization;

/// <summary>How a <see cref="CalibrationRequest"/> went.</summary>
/// <param name="Ranges">A range for each observed activation, in the request's order; null when there are none.</param>
/// <param name="Reason">Why there are none, in one line for people; else null.</param>
internal sealed record CalibrationAnswer(IReadOnlyList<ValueRange>? Ranges, string? Reason);
