namespace InferenceBench.Reporting.Schema;

/// <summary>Outputs compared with the reference. Statistics that are not finite are null.</summary>
/// <param name="Status"><c>passed</c>, <c>failed</c> or <c>n/a</c>.</param>
/// <param name="Reason">Why it failed or was not compared; null when passed.</param>
/// <param name="Reference">What it was compared with: framework, version, provider.</param>
/// <param name="MaxAbs">Greatest absolute difference.</param>
/// <param name="MaxRel">Greatest relative difference.</param>
/// <param name="Cosine">Lowest cosine similarity over the samples of the input, −1 to 1.</param>
/// <param name="PsnrDb">Peak signal-to-noise ratio in dB.</param>
/// <param name="Top1">Share of samples whose top-1 agrees, near-ties left out, 0 to 1.</param>
public sealed record ParityResult(
    string Status,
    string? Reason,
    string? Reference,
    double? MaxAbs,
    double? MaxRel,
    double? Cosine,
    double? PsnrDb,
    double? Top1);
