using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.Results;

namespace InferenceBench.Toolchain;

/// <summary>Generates nothing: the executable is there.</summary>
internal sealed class SelfGenerator : IGenerator
{
    /// <inheritdoc />
    public GenerateResult GenerateProject(BuildPartition buildPartition, ILogger logger, string rootArtifactsFolderPath)
    {
        string folder = AppContext.BaseDirectory;
        string self = Environment.ProcessPath ?? buildPartition.AssemblyLocation;
        return GenerateResult.Success(
            new ArtifactsPaths(rootArtifactsFolderPath, folder, folder, "", "", "", "", "", "", self, buildPartition.ProgramName, ""),
            []);
    }
}
