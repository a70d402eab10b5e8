using System.Diagnostics;
using BenchmarkDotNet.Characteristics;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.Parameters;
using BenchmarkDotNet.Toolchains.Results;
using BenchmarkDotNet.Validators;

namespace InferenceBench.Tests.Unit.Diagnosers;

/// <summary>Plays the child of every case inside the test: what the child would do is a function over the description of its start.</summary>
internal sealed class FakeToolchain : BenchmarkDotNet.Toolchains.Toolchain
{
    /// <param name="child">Gets the case and the start description with its environment; returns exit code and lines as the child would print them.</param>
    /// <param name="diagnoser">Hears of the launches of which BenchmarkDotNet tells no diagnoser; null: nobody does.</param>
    public FakeToolchain(Func<BenchmarkCase, ProcessStartInfo, (int ExitCode, string[] Lines)> child, IDiagnoser? diagnoser = null)
        : base("Fake", new FakeGenerator(), new FakeBuilder(), new FakeExecutor(child, diagnoser))
    {
    }

    /// <summary>Lines of a child that measured <paramref name="iterations"/> iterations of 100 operations of 1 ms.</summary>
    public static string[] Measured(int iterations)
    {
        IEnumerable<string> Lines(string stage) =>
            Enumerable.Range(1, iterations).Select(i => $"Workload{stage}  {i}: 100 op, 100000000.00 ns, 1.0000 ms/op");
        return [.. Lines("Actual"), .. Lines("Result")];
    }

    /// <inheritdoc/>
    public override IEnumerable<ValidationError> Validate(BenchmarkCase benchmarkCase, IResolver resolver)
    {
        return [];
    }

    private sealed class FakeGenerator : IGenerator
    {
        public GenerateResult GenerateProject(BuildPartition buildPartition, ILogger logger, string rootArtifactsFolderPath)
        {
            return GenerateResult.Success(ArtifactsPaths.Empty, []);
        }
    }

    private sealed class FakeBuilder : IBuilder
    {
        public BuildResult Build(GenerateResult generateResult, BuildPartition buildPartition, ILogger logger)
        {
            return BuildResult.Success(generateResult);
        }
    }

    private sealed class FakeExecutor(Func<BenchmarkCase, ProcessStartInfo, (int ExitCode, string[] Lines)> child, IDiagnoser? earlier) : IExecutor
    {
        public ExecuteResult Execute(ExecuteParameters executeParameters)
        {
            using Process process = new();
            IDiagnoser? diagnoser = executeParameters.Diagnoser ?? earlier;
            DiagnoserActionParameters parameters = new(process, executeParameters.BenchmarkCase, executeParameters.BenchmarkId);
            diagnoser?.Handle(HostSignal.BeforeProcessStart, parameters);
            diagnoser?.Handle(HostSignal.BeforeActualRun, parameters);
            (int exitCode, string[] lines) = child(executeParameters.BenchmarkCase, process.StartInfo);
            diagnoser?.Handle(HostSignal.AfterActualRun, parameters);
            diagnoser?.Handle(HostSignal.AfterProcessExit, parameters);
            string[] results = [.. lines.Where(static line => !line.StartsWith("//", StringComparison.Ordinal))];
            string[] prefixed = [.. lines.Where(static line => line.StartsWith("//", StringComparison.Ordinal))];
            return new ExecuteResult(true, exitCode, null, results, prefixed, [], executeParameters.LaunchIndex);
        }
    }
}
