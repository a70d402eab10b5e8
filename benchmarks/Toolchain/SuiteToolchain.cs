using BenchmarkDotNet.Toolchains;

namespace InferenceBench.Toolchain;

/// <summary>Runs every case in a child process that is this very executable: no generated code, no build, no copy, and no SDK on the target.</summary>
internal sealed class SuiteToolchain : BenchmarkDotNet.Toolchains.Toolchain
{
    /// <summary>One instance serves all jobs: BenchmarkDotNet groups cases by it.</summary>
    /// <param name="executor">Runs the cases.</param>
    public SuiteToolchain(IExecutor executor)
        : base("Suite", new SelfGenerator(), new NoBuilder(), executor)
    {
    }
}
