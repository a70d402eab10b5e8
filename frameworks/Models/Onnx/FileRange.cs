namespace InferenceBench.Models.Onnx;

/// <summary>A part of a file.</summary>
/// <param name="Start">First byte.</param>
/// <param name="Length">Number of bytes.</param>
internal readonly record struct FileRange(long Start, int Length)
{
    /// <summary>The byte after the last one.</summary>
    public long End => Start + Length;
}
