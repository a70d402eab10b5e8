using System.Text.Json;

namespace InferenceBench.Reporting.Machine;

/// <summary>The installed CUDA version: the toolkit's own version file, else the newest <c>libcudart</c> in the usual folders.</summary>
internal static class CudaReader
{
    private const string LibraryPrefix = "libcudart.so.";

    private static readonly string[] s_libraryFolders =
    [
        "usr/local/cuda/lib64",
        "usr/local/cuda/targets/x86_64-linux/lib",
        "usr/local/cuda/targets/aarch64-linux/lib",
        "usr/local/cuda/targets/sbsa-linux/lib",
        "usr/lib/x86_64-linux-gnu",
        "usr/lib/aarch64-linux-gnu",
        "usr/lib64",
    ];

    /// <summary>For example <c>12.2.140</c>; null when none is found.</summary>
    public static string? ReadVersion(RootFiles files)
    {
        return FromJson(files.ReadTrimmed("usr/local/cuda/version.json"))
            ?? FromText(files.ReadTrimmed("usr/local/cuda/version.txt"))
            ?? FromLibraries(files);
    }

    private static string? FromJson(string? json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json ?? "null");
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("cuda", out JsonElement cuda)
                && cuda.ValueKind == JsonValueKind.Object
                && cuda.TryGetProperty("version", out JsonElement version)
                && version.ValueKind == JsonValueKind.String
                    ? version.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Toolkits before 11.1: "CUDA Version 10.2.89".
    private static string? FromText(string? text)
    {
        const string Prefix = "CUDA Version ";
        return text?.StartsWith(Prefix, StringComparison.Ordinal) == true && Version.TryParse(text[Prefix.Length..], out Version? version)
            ? version.ToString()
            : null;
    }

    private static string? FromLibraries(RootFiles files)
    {
        Version? newest = null;
        foreach (string name in s_libraryFolders.SelectMany(folder => files.List(folder, LibraryPrefix + "*")))
        {
            string text = name[LibraryPrefix.Length..];
            // The soname's link ends in the major version alone (libcudart.so.13), which Version does not parse.
            if (Version.TryParse(text.Contains('.', StringComparison.Ordinal) ? text : text + ".0", out Version? version)
                && (newest is null || version > newest))
            {
                newest = version;
            }
        }

        return newest?.ToString();
    }
}
