using System.IO.Compression;

namespace InferenceBench.Frameworks.Torch;

/// <summary>What can be said of a <c>.pt</c> file without libtorch: TorchScript is a zip archive that holds its program under <c>code/</c>.</summary>
internal static class TorchScriptFile
{
    /// <summary>Whether a model is TorchScript: of what the frameworks here read, all that is no ONNX file.</summary>
    /// <param name="path">The file.</param>
    public static bool Is(string path)
    {
        return !path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What speaks against a file, in one line without its path; null when nothing does.</summary>
    /// <param name="path">The file.</param>
    public static string? ProblemOf(string path)
    {
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            return archive.Entries.Any(static entry => entry.FullName.Contains("/code/", StringComparison.Ordinal) || entry.FullName.EndsWith("/constants.pkl", StringComparison.Ordinal))
                ? null
                : "it holds no TorchScript program (a state_dict, or a module of torch.save or torch.export?); save it with torch.jit.trace(model, example).save(FILE) or torch.jit.script(model).save(FILE)";
        }
        catch (InvalidDataException e)
        {
            return $"it is no TorchScript file, or is cut off ({e.Message.TrimEnd('.')})";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"it cannot be read: {e.Message}";
        }
    }
}
