namespace InferenceBench.Models.Quantization;

/// <summary>How ranges are chosen.</summary>
/// <param name="Method">The method.</param>
/// <param name="Percentile">Percent of the values that a range holds, for <see cref="CalibrationMethod.Percentile"/>.</param>
/// <param name="IsSymmetric">Ranges are used to both sides of zero alike.</param>
public sealed record CalibrationSettings(CalibrationMethod Method, double Percentile, bool IsSymmetric)
{
    /// <summary>The percentile that onnxruntime.quantization takes, too.</summary>
    public const double DefaultPercentile = 99.999;
}
