using System.IO.Compression;
using System.Xml.Linq;
using InferenceBench.Tests.Integration.Scripts;

namespace InferenceBench.Tests.Integration.Feeds;

/// <summary>
/// A small tree with the repository's own decision about packages (props, targets and the probe) and projects that hold nothing else, a feed of its own, and a
/// <c>dotnet</c> that counts how often it is asked to restore probes.
/// </summary>
internal sealed class FeedSandbox : IDisposable
{
    private static readonly string[] s_copied =
    [
        "Directory.Build.props", "Directory.Packages.props", "frameworks/FeedProbe/FeedProbe.proj", "frameworks/FeedProbe/Probe.csproj.txt",
        "frameworks/FeedProbe/EnginePackage.targets",
        "frameworks/OnnxRuntime.Api/OnnxRuntime.props", "frameworks/OnnxRuntime.Api/OnnxRuntime.targets", "frameworks/OnnxRuntime.Api/NpmPackage.targets",
        "frameworks/Torch/TorchSharp.props", "frameworks/Torch/TorchSharp.targets",
        "frameworks/TensorFlow/TensorFlowNet.props", "frameworks/TensorFlow/TensorFlowNet.targets",
    ];

    private static readonly string[] s_packages =
        ["TorchSharp", "libtorch-cpu-linux-x64", "libtorch-cuda-12.8-linux-x64", "TensorFlow.NET", "SciSharp.TensorFlow.Redist"];

    private readonly Dictionary<string, string> _environment;

    public FeedSandbox()
    {
        Root = Directory.CreateTempSubdirectory("inferencebench feed ").FullName;
        foreach (string file in s_copied)
        {
            Write(file, File.ReadAllText(Path.Combine(SourceTree.Root, file)));
        }

        Write("frameworks/OnnxRuntime.Api/Api.csproj", Project("OnnxRuntime", ""));
        Write("frameworks/TensorFlow/TensorFlow.csproj", Project("TensorFlowNet", ""));
        Write("frameworks/Torch/Torch.csproj", Project("TorchSharp", """<ProjectReference Include="../OnnxRuntime.Api/Api.csproj;../TensorFlow/TensorFlow.csproj" />"""));
        // Stands for a machine that cannot reach the npm registry.
        WriteScript("tools/npm", "#!/bin/sh\nexit 1\n");
        WriteScript("tools/counting-dotnet", $"#!/bin/sh\necho x >>\"{Root}/asked\"\nexec \"{DotnetPath}\" \"$@\"\n");
        Directory.CreateDirectory(Path.Combine(Root, "feed"));
        UseFeed("feed");
        _environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{Root}/tools:{Path.GetDirectoryName(DotnetPath)}:/usr/bin:/bin",
            ["HOME"] = Root,
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            // A feed that does not answer is asked once instead of six times with a second between.
            ["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "1",
            ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
        };
    }

    public static string? DotnetPath { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Prepend(Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "")
        .Select(static folder => Path.Combine(folder, "dotnet"))
        .Where(static path => Path.IsPathRooted(path) && File.Exists(path))
        .Select(static path => new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path)
        .FirstOrDefault(static path => Directory.Exists(Path.Combine(Path.GetDirectoryName(path)!, "sdk")));

    public string Root { get; }

    /// <summary>How often the feeds were asked.</summary>
    public int Asked => File.Exists(Path.Combine(Root, "asked")) ? File.ReadAllLines(Path.Combine(Root, "asked")).Length : 0;

    /// <summary>The version of a package that the repository pins.</summary>
    public static string PinnedVersion(string package)
    {
        XDocument versions = XDocument.Load(Path.Combine(SourceTree.Root, "Directory.Packages.props"));
        string version = versions.Descendants("PackageVersion").Single(element => (string?)element.Attribute("Include") == package).Attribute("Version")!.Value.Trim('[', ']');
        return version.StartsWith("$(", StringComparison.Ordinal) ? versions.Descendants(version[2..^1]).Single().Value : version;
    }

    /// <summary>Makes a folder or an address the only feed.</summary>
    public void UseFeed(string source)
    {
        Write("nuget.config",
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="only" value="{source}" allowInsecureConnections="true" /></packageSources>
            </configuration>
            """);
    }

    /// <summary>Puts an empty package of the pinned version into the feed.</summary>
    public void AddPackage(string package, string? dependency = null)
    {
        string version = PinnedVersion(package);
        string dependencies = dependency is null ? "" : $"""<dependencies><dependency id="{dependency}" version="1.0.0" /></dependencies>""";
        using ZipArchive archive = ZipFile.Open(Path.Combine(Root, "feed", $"{package}.{version}.nupkg"), ZipArchiveMode.Create);
        using StreamWriter writer = new(archive.CreateEntry($"{package}.nuspec").Open());
        writer.Write(
            $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
              <id>{package}</id><version>{version}</version><authors>a</authors><description>d</description>{dependencies}
            </metadata></package>
            """);
    }

    /// <summary>Restores the projects.</summary>
    public Task<ScriptProcess> RestoreAsync(params string[] properties)
    {
        return ScriptProcess.RunAsync(
            DotnetPath!,
            ["restore", Path.Combine(Root, "frameworks/Torch/Torch.csproj"), "-nodeReuse:false", "-v:quiet", $"-p:DOTNET_HOST_PATH={Root}/tools/counting-dotnet", .. properties],
            Root, _environment, TimeSpan.FromMinutes(2));
    }

    /// <summary>What was decided, by the name of the property.</summary>
    public string Decision(string property, string file = "frameworks/Torch/obj/torchsharp/decision.props")
    {
        return XDocument.Load(Path.Combine(Root, file)).Descendants(property).Single().Value;
    }

    /// <summary>The packages that a project restored, for itself and for those that it references, by name.</summary>
    public IReadOnlyList<string> RestoredPackages(string project = "frameworks/Torch")
    {
        string assets = File.ReadAllText(Path.Combine(Root, project, "obj/project.assets.json"));
        return [.. s_packages.Where(name => assets.Contains($"\"{name}/", StringComparison.Ordinal))];
    }

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
    }

    private static string Project(string name, string items)
    {
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{name}.props" />
              <ItemGroup>{items}</ItemGroup>
              <Import Project="{name}.targets" />
            </Project>
            """;
    }

    private void Write(string relativePath, string content)
    {
        string path = Path.Combine(Root, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private void WriteScript(string relativePath, string content)
    {
        Write(relativePath, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(Root, relativePath), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
