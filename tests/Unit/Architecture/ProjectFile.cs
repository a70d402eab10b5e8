using System.Xml.Linq;

namespace InferenceBench.Tests.Unit.Architecture;

/// <summary>What a project refers to, in its project file and in the <c>.props</c> and <c>.targets</c> beside it. Conditions do not count: an edge that may be there is there.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Folder">Folder relative to the root, with forward slashes.</param>
/// <param name="Projects">Names of the projects it refers to.</param>
/// <param name="Packages">Packages it refers to, as written (a property stays a property).</param>
/// <param name="VersionedPackages">Those that carry a version of their own.</param>
internal sealed record ProjectFile(
    string Name,
    string Folder,
    IReadOnlyList<string> Projects,
    IReadOnlyList<string> Packages,
    IReadOnlyList<string> VersionedPackages)
{
    public static ProjectFile Read(string root, string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        XElement[] elements = Directory.EnumerateFiles(folder)
            .Where(file => file == path || Path.GetExtension(file) is ".props" or ".targets")
            .SelectMany(static file => XDocument.Load(file).Descendants())
            .ToArray();
        XElement[] packages = elements.Where(static element => element.Name.LocalName == "PackageReference").ToArray();
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(path),
            Path.GetRelativePath(root, folder).Replace('\\', '/'),
            elements.Where(static element => element.Name.LocalName == "ProjectReference").SelectMany(Includes).Select(ProjectName).ToArray(),
            packages.SelectMany(Includes).Distinct().ToArray(),
            packages.Where(HasVersion).SelectMany(Includes).ToArray());
    }

    private static string[] Includes(XElement element)
    {
        return element.Attribute("Include")?.Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    private static string ProjectName(string include)
    {
        return Path.GetFileNameWithoutExtension(include.Replace('\\', '/'));
    }

    private static bool HasVersion(XElement element)
    {
        return element.Attributes().Select(static attribute => attribute.Name.LocalName)
            .Concat(element.Elements().Select(static child => child.Name.LocalName))
            .Any(static name => name is "Version" or "VersionOverride");
    }
}
