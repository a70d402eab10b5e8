using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.Results;

namespace InferenceBench.Toolchain;

/// <summary>Builds nothing: the executable is there.</summary>
internal sealed class NoBuilder : IBuilder
{
    /// <inheritdoc />
    public BuildResult Build(GenerateResult generateResult, BuildPartition buildPartition, ILogger logger)
    {
        return BuildResult.Success(generateResult);
    }
}
