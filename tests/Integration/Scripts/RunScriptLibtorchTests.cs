using Xunit;

namespace InferenceBench.Tests.Integration.Scripts;

/// <summary>What <c>run.sh</c> does about a libtorch that is not there: installs or offers it, and never fails for it.</summary>
public sealed class RunScriptLibtorchTests : IDisposable
{
    private const string Install = "install -y --no-install-recommends libtorch-dev libopenblas0 libopenblas0-openmp";
    private readonly ScriptSandbox _sandbox = new();

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Fact]
    public async Task A_libtorch_that_is_here_is_enough()
    {
        ScriptProcess run = await _sandbox.RunAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(_sandbox.AptCalls);
    }

    [Fact]
    public async Task Without_one_root_installs_it_and_others_are_told_the_command()
    {
        _sandbox.Delete("libtorch");

        ScriptProcess run = await _sandbox.RunAsync();

        Assert.Equal((0, 1), (run.ExitCode, _sandbox.Builds));
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Equal([Install], _sandbox.AptCalls);
            Assert.Contains("run.sh: installing libtorch-dev libopenblas0 libopenblas0-openmp: the libtorch framework is built on it", run.Error, StringComparison.Ordinal);
        }
        else
        {
            // There is no terminal here that it could ask on.
            Assert.Contains("apt-get " + Install, run.Error, StringComparison.Ordinal);
            Assert.Empty(_sandbox.AptCalls);
        }
    }

    [Theory]
    [InlineData("no-package")]
    [InlineData("no-space")]
    public async Task One_that_cannot_be_installed_does_not_stop_the_suite(string fault)
    {
        _sandbox.Delete("libtorch");
        _sandbox.Write(fault, "");

        ScriptProcess run = await _sandbox.RunAsync();

        Assert.Equal((0, 1), (run.ExitCode, _sandbox.Builds));
        Assert.Equal(fault == "no-space" && Environment.IsPrivilegedProcess, run.Error.Contains("enough free space", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_the_user_names_is_never_added_to()
    {
        _sandbox.Delete("libtorch");
        _sandbox.SetEnvironment("LIBTORCH", "/nowhere");

        ScriptProcess run = await _sandbox.RunAsync();

        Assert.Equal((0, 1), (run.ExitCode, _sandbox.Builds));
        Assert.Empty(_sandbox.AptCalls);
    }
}
