using System.Globalization;

namespace InferenceBench.Sampling.Sources.Files;

/// <summary>What is read once, while a sensor is looked for: names, labels, settings, folders. A file that cannot be read is null, a folder that cannot be read is empty.</summary>
internal static class KernelText
{
    private static readonly char[] s_ends = [' ', '\t', '\r', '\n', '\0'];

    /// <summary>A file's text without the white space and zero bytes around it; null when it cannot be read or is empty.</summary>
    /// <param name="path">The path.</param>
    public static string? Read(string path)
    {
        try
        {
            string text = File.ReadAllText(path).Trim(s_ends);
            return text.Length > 0 ? text : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A file's whole number; null when it cannot be read or is none.</summary>
    /// <param name="path">The path.</param>
    public static long? ReadNumber(string path)
    {
        return long.TryParse(Read(path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;
    }

    /// <summary>The folders in a folder (links to folders included) in the order that people count in: <c>hwmon2</c> before <c>hwmon10</c>.</summary>
    /// <param name="path">The path.</param>
    public static IReadOnlyList<string> Folders(string path)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(path).OrderBy(static folder => folder.Length).ThenBy(static folder => folder, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Whether a folder has a file.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="pattern">Its name, with <c>*</c> and <c>?</c>.</param>
    public static bool HasFile(string path, string pattern)
    {
        try
        {
            return Directory.EnumerateFiles(path, pattern).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
