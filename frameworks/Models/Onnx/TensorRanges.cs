namespace InferenceBench.Models.Onnx;

/// <summary>Where one initializer lies in a file.</summary>
/// <param name="Fields">All of it but a large <c>raw_data</c>.</param>
/// <param name="RawData">The large <c>raw_data</c>; null when it has none.</param>
internal sealed record TensorRanges(List<FileRange> Fields, FileRange? RawData);
