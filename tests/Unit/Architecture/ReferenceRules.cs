namespace InferenceBench.Tests.Unit.Architecture;

/// <summary>
/// Which project may refer to which project and package. Written so that a new framework needs no new line: it is a folder below
/// <c>frameworks/</c> with a project <c>InferenceBench.Frameworks.NAME</c>, and <c>InferenceBench.NAME.Api</c> where its engine's API is built from source.
/// </summary>
internal static class ReferenceRules
{
    private const string Prefix = "InferenceBench.";
    private const string Executable = "InferenceBench";

    // An engine's packages by a part of their names, and the only folders they may be referred to from.
    private static readonly (string Part, string Folder)[] s_engines =
    [
        ("OnnxRuntime", "frameworks/OnnxRuntime"),
        ("Torch", "frameworks/Torch"),
        ("TensorFlow", "frameworks/TensorFlow"),
        ("SciSharp", "frameworks/TensorFlow"),
        ("TensorRT", "frameworks/TensorRt"),
    ];

    /// <summary>One line per forbidden reference: the project, what it refers to, why not.</summary>
    public static IReadOnlyList<string> Violations(IReadOnlyList<ProjectFile> projects)
    {
        return projects.SelectMany(ProjectViolations).Concat(projects.SelectMany(PackageViolations)).ToArray();
    }

    private static IEnumerable<string> ProjectViolations(ProjectFile project)
    {
        return project.Projects
            .Where(target => !MayReferTo(project.Name, target))
            .Select(target => $"{project.Name} refers to {target}: references flow one way, see CONTRIBUTING.md");
    }

    private static bool MayReferTo(string from, string to)
    {
        return from switch
        {
            Executable => !IsTest(to),
            Prefix + "Models" => to == Prefix + "Contracts",
            Prefix + "Diagnosers" => to is Prefix + "Sampling" or Prefix + "Reporting",
            _ when IsTest(from) => true,
            _ when from.StartsWith(Prefix + "Frameworks.", StringComparison.Ordinal) => IsAllowedForFramework(from, to),
            // Contracts, Sampling, Reporting, an engine's API, and whatever is not named here: nothing.
            _ => false,
        };
    }

    private static bool IsAllowedForFramework(string from, string to)
    {
        string framework = from[(Prefix.Length + "Frameworks.".Length)..];
        return to is Prefix + "Contracts" or Prefix + "Models" || to == $"{Prefix}{framework}.Api";
    }

    private static IEnumerable<string> PackageViolations(ProjectFile project)
    {
        foreach (string package in project.Packages)
        {
            if (WhyNot(project, package) is { } reason)
            {
                yield return $"{project.Name} refers to package {package}: {reason}";
            }
        }

        foreach (string package in project.VersionedPackages)
        {
            yield return $"{project.Name} gives package {package} a version: versions are in Directory.Packages.props";
        }
    }

    private static string? WhyNot(ProjectFile project, string package)
    {
        if (IsTest(project.Name))
        {
            return null;
        }

        (string Part, string Folder) engine = s_engines.FirstOrDefault(engine => package.Contains(engine.Part, StringComparison.OrdinalIgnoreCase));
        return package switch
        {
            _ when engine.Folder is not null && !project.Folder.StartsWith(engine.Folder, StringComparison.Ordinal)
                => $"an engine belongs into {engine.Folder}",
            _ when package.StartsWith("BenchmarkDotNet", StringComparison.Ordinal) && project.Name is not (Executable or Prefix + "Diagnosers")
                => "BenchmarkDotNet belongs into benchmarks and diagnosers/Diagnosers",
            "Google.Protobuf" or "Grpc.Tools" when project.Name is not (Prefix + "Models" or Prefix + "Frameworks.TensorFlow")
                => "protobuf belongs into frameworks/Models",
            _ when package.StartsWith("xunit", StringComparison.Ordinal) => "test packages belong into tests",
            _ => null,
        };
    }

    private static bool IsTest(string name)
    {
        return name.StartsWith(Prefix + "Tests.", StringComparison.Ordinal);
    }
}
