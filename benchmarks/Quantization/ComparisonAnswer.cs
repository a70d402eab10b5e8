namespace InferenceBench.Quantization;

/// <summary>How a <see cref="ComparisonRequest"/> went.</summary>
/// <param name="LowestCosine">Lowest cosine similarity of a sample, over all outputs; null when there is none.</param>
/// <param name="MeanCosine">Mean of the samples' cosine similarities, the worst output of each; null when there is none.</param>
/// <param name="Reason">Why there is none, in one line for people; else null.</param>
internal sealed record ComparisonAnswer(double? LowestCosine, double? MeanCosine, string? Reason);
