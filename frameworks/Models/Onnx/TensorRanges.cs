namespace InferenceBench.Models.Onnx;

/// <summary>Where one initializer lies in a file.</summary>
/// <param name="Fields">All of it but the two below.</param>
/// <param name="RawData">A large <c>raw_data</c>; null when it has none.</param>
/// <param name="PackedIntegers">The parts of the <c>int32_data</c> of a large initializer, in their order.</param>
internal sealed record TensorRanges(List<FileRange> Fields, FileRange? RawData, IReadOnlyList<FileRange> PackedIntegers);
