using InferenceBench.Reporting.Schema;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.StandIn;
using Xunit;

namespace InferenceBench.Tests.Integration.Runs;

/// <summary>What a framework wants in the environment of its children is there for native libraries, too, which the stand-in reads it as.</summary>
public sealed class JobEnvironmentTests : IDisposable
{
    private readonly SuiteSandbox _sandbox = new();

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Fact]
    public async Task It_is_set_for_the_threads_of_the_case_and_is_no_part_of_its_key()
    {
        ScriptProcess run = await _sandbox.RunQuicklyAsync("--threads", "3");

        Assert.Equal(0, run.ExitCode);
        Assert.All(_sandbox.ReadReport().Cases, static found => Assert.Equal(
            ("plain", "3", "3"), (found.Variant, found.Settings["threads"], found.Settings[StandInFramework.ThreadsVariable])));
    }

    [Fact]
    public async Task A_variable_that_the_user_has_set_wins()
    {
        _sandbox.Environment[StandInFramework.ThreadsVariable] = "7";

        await _sandbox.RunQuicklyAsync("--frameworks", "standin", "--threads", "3");

        Assert.Equal("7", _sandbox.ReadCase("standin").Settings[StandInFramework.ThreadsVariable]);
    }

    [Fact]
    public async Task A_variable_of_BenchmarkDotNets_own_option_wins()
    {
        await _sandbox.RunQuicklyAsync("--frameworks", "standin", "--threads", "3", "--envVars", $"{StandInFramework.ThreadsVariable}:9");

        Assert.Equal("9", _sandbox.ReadCase("standin").Settings[StandInFramework.ThreadsVariable]);
    }
}
