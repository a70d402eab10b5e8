using System.Text.Json;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>What an earlier comparison wrote into a folder, by its <c>compare.json</c>.</summary>
internal static class WrittenFiles
{
    // The list stands at the end; the rest may be hundreds of megabytes.
    private const int MostBytes = 1 << 18;

    /// <summary>The charts that the file names, as far as they are names of charts: nothing else may be removed on its word.</summary>
    /// <param name="path">The file; it may be missing, foreign or damaged.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to read the file.</exception>
    public static IReadOnlyList<string> Of(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using FileStream stream = File.OpenRead(path);
        byte[] bytes = new byte[Math.Min(MostBytes, stream.Length)];
        stream.Seek(-bytes.Length, SeekOrigin.End);
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var files = new List<string>();
        try
        {
            Read(bytes.AsSpan(0, length), files);
        }
        catch (JsonException)
        {
            // Not ours, or damaged.
            return [];
        }

        return files;
    }

    // The last property of the document: a list of texts, and nothing behind it but the end.
    private static void Read(ReadOnlySpan<byte> bytes, List<string> files)
    {
        ReadOnlySpan<byte> name = "\"files\":"u8;
        int start = bytes.LastIndexOf(name);
        if (start < 0)
        {
            return;
        }

        // In braces of its own the rest is a whole document, unless more was open.
        byte[] document = [(byte)'{', .. bytes[start..]];
        var json = new Utf8JsonReader(document);
        bool isList = json.Read() && json.Read() && json.Read() && json.TokenType == JsonTokenType.StartArray;
        while (isList && json.Read() && json.TokenType == JsonTokenType.String)
        {
            if (json.GetString() is { } file && IsChart(file))
            {
                files.Add(file);
            }
        }

        while (json.Read())
        {
            // What stands behind the end throws.
        }
    }

    private static bool IsChart(string name)
    {
        const string Start = ComparisonFolder.ChartFolder + "/";
        return name.StartsWith(Start, StringComparison.Ordinal)
            && name.EndsWith(".svg", StringComparison.Ordinal)
            && name.AsSpan(Start.Length).IndexOfAny('/', '\\', '\0') < 0;
    }
}
