using System.IO.Enumeration;
using System.Runtime.Versioning;
using Xunit;

namespace InferenceBench.Tests.Unit.Architecture;

public sealed class SourceTreeTests
{
    private static readonly string[] s_classGlobs = ["*Resnet*", "*MobileNetV3*", "*ClassicCnn*", "*OnnxFile*", "*Overhead*"];

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Path.Combine(Checkout.Root, "Benchmarks.sln"));

        Assert.All(
            Checkout.ReadProjects(Checkout.Root),
            project => Assert.Contains($"\"{project.Folder.Replace('/', '\\')}\\{project.Name}.csproj\"", solution, StringComparison.Ordinal));
    }

    // In these two folders a user types --filter *Resnet* without quotes; a shell that finds a matching name puts it in place of the glob.
    [Theory]
    [InlineData("")]
    [InlineData("benchmarks")]
    public void No_name_matches_the_glob_of_a_benchmark_class(string folder)
    {
        IEnumerable<string> names = Directory.EnumerateFileSystemEntries(Path.Combine(Checkout.Root, folder)).Select(static path => Path.GetFileName(path));

        Assert.DoesNotContain(names, MatchesClassGlob);
    }

    [Theory]
    [InlineData("ResnetBenchmarks.cs")]
    [InlineData("resnet50.onnx")]
    [InlineData("OverheadTable")]
    public void A_name_that_matches_a_class_glob_is_noticed(string name)
    {
        Assert.True(MatchesClassGlob(name));
    }

    [Theory]
    [InlineData("run.sh")]
    [InlineData(".ci/run")]
    [InlineData("benchmarks/bundle/run.sh")]
    [SupportedOSPlatform("linux")]
    public void A_script_is_executable(string path)
    {
        UnixFileMode mode = File.GetUnixFileMode(Path.Combine(Checkout.Root, path));

        Assert.Equal(UnixFileMode.UserExecute, mode & UnixFileMode.UserExecute);
    }

    private static bool MatchesClassGlob(string name)
    {
        IEnumerable<string> classes = typeof(SuiteProgram).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.Name.EndsWith("Benchmarks", StringComparison.Ordinal))
            .Select(static type => $"*{type.Name[..^"Benchmarks".Length]}*");
        // Shells differ in case sensitivity by setting; the stricter reading protects all of them.
        return s_classGlobs.Concat(classes).Any(glob => FileSystemName.MatchesSimpleExpression(glob, name, ignoreCase: true));
    }
}
