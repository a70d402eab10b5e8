using InferenceBench.Models.Quantization;

namespace InferenceBench.Quantization;

/// <summary>What <c>models quantize</c> prints.</summary>
/// <param name="Id">Catalogue id, or the file's name without extension.</param>
/// <param name="File">Absolute path of the quantized file.</param>
/// <param name="Target"><c>onnxruntime</c> or <c>tensorrt</c>.</param>
/// <param name="Method"><c>minmax</c>, <c>entropy</c> or <c>percentile</c>.</param>
/// <param name="Calibration">Where the calibration samples come from.</param>
/// <param name="Samples">Number of calibration samples.</param>
/// <param name="Quantized">Number of nodes that run in int8, by operator.</param>
/// <param name="LeftInFp32">What stays in fp32, and why.</param>
/// <param name="Fp32Bytes">Bytes of the fp32 model with its external data.</param>
/// <param name="SizeBytes">Bytes of the quantized one.</param>
/// <param name="Cosine">How its outputs compare to the fp32 model's in ONNX Runtime on the CPU; null when they could not be compared.</param>
/// <param name="CosineReason">Why not; null when they were.</param>
internal sealed record QuantizationResult(
    string Id,
    string File,
    string Target,
    string Method,
    string Calibration,
    int Samples,
    IReadOnlyDictionary<string, int> Quantized,
    IReadOnlyList<LeftOperator> LeftInFp32,
    long Fp32Bytes,
    long SizeBytes,
    CosineToFp32? Cosine,
    string? CosineReason);
