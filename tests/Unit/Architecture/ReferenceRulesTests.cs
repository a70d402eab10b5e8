using Xunit;

namespace InferenceBench.Tests.Unit.Architecture;

public sealed class ReferenceRulesTests : IDisposable
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("inferencebench-architecture-").FullName;

    public void Dispose()
    {
        Directory.Delete(_scratch, recursive: true);
    }

    [Fact]
    public void The_projects_of_this_checkout_refer_one_way()
    {
        IReadOnlyList<ProjectFile> projects = Checkout.ReadProjects(Checkout.Root);

        Assert.True(projects.Count >= 8, $"only {projects.Count} projects below {Checkout.Root}");
        Assert.Contains(projects, static project => project is { Name: "InferenceBench", Projects.Count: > 0, Packages.Count: > 0 });
        Assert.Empty(ReferenceRules.Violations(projects));
    }

    [Theory]
    [InlineData("InferenceBench.Contracts", "InferenceBench.Models")]
    [InlineData("InferenceBench.Models", "InferenceBench.Frameworks.OnnxRuntime")]
    [InlineData("InferenceBench.Frameworks.OnnxRuntime", "InferenceBench.Diagnosers")]
    [InlineData("InferenceBench.Frameworks.OnnxRuntime", "InferenceBench.Torch.Api")]
    [InlineData("InferenceBench.Frameworks.OnnxRuntime", "InferenceBench.Frameworks.Torch")]
    [InlineData("InferenceBench.OnnxRuntime.Api", "InferenceBench.Contracts")]
    [InlineData("InferenceBench.Reporting", "InferenceBench.Contracts")]
    [InlineData("InferenceBench.Sampling", "InferenceBench.Reporting")]
    [InlineData("InferenceBench.Diagnosers", "InferenceBench.Models")]
    [InlineData("InferenceBench.Diagnosers", "InferenceBench")]
    [InlineData("InferenceBench", "InferenceBench.Tests.StandIn")]
    [InlineData("InferenceBench.Newcomer", "InferenceBench.Contracts")]
    public void A_reference_in_the_wrong_direction_is_found(string from, string to)
    {
        ProjectFile project = Write("any", from, $"""<ProjectReference Include="..\other/{to}.csproj" Condition="'$(X)' == 'y'" />""");

        string violation = Assert.Single(ReferenceRules.Violations([project]));
        Assert.StartsWith($"{from} refers to {to}:", violation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InferenceBench.Frameworks.Torch", "InferenceBench.Models")]
    [InlineData("InferenceBench.Frameworks.Torch", "InferenceBench.Torch.Api")]
    [InlineData("InferenceBench.Diagnosers", "InferenceBench.Sampling")]
    [InlineData("InferenceBench", "InferenceBench.Frameworks.Torch")]
    [InlineData("InferenceBench.Tests.Unit", "InferenceBench")]
    public void A_reference_in_the_right_direction_passes(string from, string to)
    {
        ProjectFile project = Write("any", from, $"""<ProjectReference Include="../other/{to}.csproj" />""");

        Assert.Empty(ReferenceRules.Violations([project]));
    }

    [Theory]
    [InlineData("diagnosers/Reporting", "InferenceBench.Reporting", "BenchmarkDotNet")]
    [InlineData("frameworks/Models", "InferenceBench.Models", "BenchmarkDotNet.Annotations")]
    [InlineData("benchmarks", "InferenceBench", "Google.Protobuf")]
    [InlineData("benchmarks", "InferenceBench", "Microsoft.ML.OnnxRuntime.Gpu")]
    [InlineData("frameworks/Torch", "InferenceBench.Frameworks.Torch", "$(OnnxRuntimePackage)")]
    [InlineData("frameworks/OnnxRuntime", "InferenceBench.Frameworks.OnnxRuntime", "libtorch-cpu")]
    [InlineData("benchmarks", "InferenceBench", "xunit.v3")]
    public void A_package_in_the_wrong_project_is_found(string folder, string name, string package)
    {
        ProjectFile project = Write(folder, name, $"""<PackageReference Include="{package}" />""");

        Assert.Contains(ReferenceRules.Violations([project]), violation => violation.StartsWith($"{name} refers to package {package}:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""<PackageReference Include="CsvHelper" Version="1.0.0" />""")]
    [InlineData("""<PackageReference Include="CsvHelper" VersionOverride="1.0.0" />""")]
    [InlineData("""<PackageReference Include="CsvHelper"><Version>1.0.0</Version></PackageReference>""")]
    public void A_version_outside_the_central_file_is_found(string reference)
    {
        ProjectFile project = Write("diagnosers/Reporting", "InferenceBench.Reporting", reference);

        string violation = Assert.Single(ReferenceRules.Violations([project]));
        Assert.Contains("Directory.Packages.props", violation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_in_an_imported_file_counts()
    {
        ProjectFile project = Write("frameworks/Contracts", "InferenceBench.Contracts", "");
        Assert.Empty(ReferenceRules.Violations([project]));
        File.WriteAllText(
            Path.Combine(_scratch, "frameworks/Contracts/More.targets"),
            """<Project><Target Name="T"><ItemGroup><ProjectReference Include="../Models/InferenceBench.Models.csproj" /></ItemGroup></Target></Project>""");

        Assert.Single(ReferenceRules.Violations(Checkout.ReadProjects(_scratch)));
    }

    private ProjectFile Write(string folder, string name, string items)
    {
        string path = Path.Combine(_scratch, folder, name + ".csproj");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{items}</ItemGroup></Project>""");
        return Assert.Single(Checkout.ReadProjects(_scratch));
    }
}
