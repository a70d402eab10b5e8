using Xunit;

namespace InferenceBench.Tests.Integration.Scripts;

/// <summary>What <c>run.sh</c> does about a TensorRT that is not there: installs or offers it where there is a GPU, and never fails for it.</summary>
public sealed class RunScriptTensorRtTests : IDisposable
{
    private const string Install = "install -y --no-install-recommends libnvinfer-dev libnvonnxparsers-dev";
    private readonly ScriptSandbox _sandbox = new();

    public void Dispose()
    {
        _sandbox.Dispose();
    }

    [Fact]
    public async Task Where_there_is_a_GPU_root_installs_it_and_others_are_told_the_command()
    {
        _sandbox.SetEnvironment("INFERENCEBENCH_GPU", "1");

        ScriptProcess run = await _sandbox.RunAsync();

        Assert.Equal((0, 1), (run.ExitCode, _sandbox.Builds));
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Equal([Install], _sandbox.AptCalls);
            Assert.Contains("run.sh: installing libnvinfer-dev libnvonnxparsers-dev: the tensorrt framework is built on it", run.Error, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("apt-get " + Install, run.Error, StringComparison.Ordinal);
            Assert.Empty(_sandbox.AptCalls);
        }
    }

    [Theory]
    [InlineData("tensorrt", "", "")]
    [InlineData("", "TENSORRT", "/nowhere")]
    public async Task One_that_is_here_or_named_is_never_added_to(string here, string variable, string value)
    {
        _sandbox.SetEnvironment("INFERENCEBENCH_GPU", "1");
        if (here.Length > 0)
        {
            _sandbox.Write(here, "");
        }
        else
        {
            _sandbox.SetEnvironment(variable, value);
        }

        ScriptProcess run = await _sandbox.RunAsync();

        Assert.Equal((0, 1), (run.ExitCode, _sandbox.Builds));
        Assert.Empty(_sandbox.AptCalls);
    }

    [Fact]
    public async Task Package_sources_that_do_not_have_it_do_not_stop_the_suite()
    {
        _sandbox.SetEnvironment("INFERENCEBENCH_GPU", "1");
        _sandbox.Write("no-package", "");

        ScriptProcess run = await _sandbox.RunAsync();

        Assert.Equal((0, 1), (run.ExitCode, _sandbox.Builds));
        Assert.DoesNotContain(_sandbox.AptCalls, static call => call.StartsWith("install", StringComparison.Ordinal));
    }
}
