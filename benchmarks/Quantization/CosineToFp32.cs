namespace InferenceBench.Quantization;

/// <summary>Cosine similarity of a quantized model's outputs to the fp32 model's.</summary>
/// <param name="Lowest">Of all samples.</param>
/// <param name="Mean">Of all samples.</param>
/// <param name="Samples">Number of samples.</param>
/// <param name="AreOthers">Whether they are others than those of the calibration.</param>
internal sealed record CosineToFp32(double Lowest, double Mean, int Samples, bool AreOthers);
