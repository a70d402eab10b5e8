namespace InferenceBench.Frameworks.TensorRt;

/// <summary>What can be said of an engine file without TensorRT.</summary>
internal static class EngineFile
{
    /// <summary>Whether a model is a built engine: of what TensorRT reads, all that is no ONNX file.</summary>
    /// <param name="path">The file.</param>
    public static bool Is(string path)
    {
        return !path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What speaks against a file, in one line without its path; null when nothing does. Its content is TensorRT's own: damage is told when it is loaded.</summary>
    /// <param name="path">The file.</param>
    public static string? ProblemOf(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return file.ReadByte() < 0 ? "it is empty" : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"it cannot be read: {e.Message}";
        }
    }
}
