using System.Globalization;
using System.Text.RegularExpressions;

namespace InferenceBench.Frameworks.Torch.Loading;

/// <summary>Tells the version of a libtorch from the files around it, without loading it.</summary>
internal static partial class LibtorchVersion
{
    /// <summary>The version, or its beginning; null when nothing tells.</summary>
    /// <param name="library">Absolute path of <c>libtorch_cpu.so</c>.</param>
    public static string? Find(string library)
    {
        string folder = Path.GetDirectoryName(library)!;
        string root = Path.GetFileName(folder) == "lib" ? Path.GetDirectoryName(folder)! : folder;
        // Debian links libtorch_cpu.so to libtorch_cpu.so.1.13, and keeps the headers of several architectures in one place.
        return FromFileName(Path.GetFileName(File.ResolveLinkTarget(library, returnFinalTarget: true)?.FullName ?? library))
            ?? FromText(Path.Combine(root, "build-version"), WholeVersion())
            ?? FromText(Path.Combine(root, "version.py"), PythonVersion())
            ?? FromHeader(Path.Combine(root, "include/torch/csrc/api/include/torch/version.h"))
            ?? FromHeader(Path.Combine(root, "include/torch/version.h"));
    }

    /// <summary>Whether a shim built for one version can work with another: patch releases keep the C++ interface, and Debian's headers say 1.13.0 where its package says 1.13.1.</summary>
    public static bool Fits(string one, string other)
    {
        return Numbers(one).SequenceEqual(Numbers(other), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Numbers(string version)
    {
        return version.Split('+')[0].Split('.').Take(2);
    }

    private static string? FromFileName(string name)
    {
        Match match = VersionedName().Match(name);
        return match.Success ? match.Groups[1].Value : null;
    }

    private static string? FromText(string path, Regex pattern)
    {
        Match match = File.Exists(path) ? pattern.Match(File.ReadAllText(path)) : Match.Empty;
        return match.Success ? match.Groups[1].Value : null;
    }

    private static string? FromHeader(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        string text = File.ReadAllText(path);
        string[] parts = [.. HeaderPart().Matches(text).Select(static match => match.Groups[1].Value)];
        return parts.Length == 3 ? string.Join('.', parts.Select(static part => int.Parse(part, CultureInfo.InvariantCulture))) : null;
    }

    [GeneratedRegex(@"\.so\.(\d+\.\d+(\.\d+)?)$")]
    private static partial Regex VersionedName();

    [GeneratedRegex(@"^\s*(\d+\.\d+\.\d+\S*)")]
    private static partial Regex WholeVersion();

    [GeneratedRegex(@"__version__\s*=\s*['""](\d+\.\d+\.\d+[^'""]*)['""]")]
    private static partial Regex PythonVersion();

    // Major, minor and patch in this order.
    [GeneratedRegex(@"#define TORCH_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)")]
    private static partial Regex HeaderPart();
}
