using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch;

public sealed class TorchSharpOptionsTests
{
    [Fact]
    public void Without_options_one_thread_runs_operators_and_fp32_is_fp32()
    {
        Assert.Equal(new TorchSharpOptions(1, false), TorchSharpOptions.Parse(new Dictionary<string, string>()));
    }

    [Fact]
    public void Every_option_is_read()
    {
        Assert.Equal(new TorchSharpOptions(3, true), TorchSharpOptions.Parse(new Dictionary<string, string> { ["inter-op-threads"] = "3", ["tf32"] = "True" }));
    }

    [Theory]
    [InlineData("freeze", "true", "torchsharp has no option 'freeze'; it has inter-op-threads, tf32")]
    [InlineData("inter-op-threads", "0", "torchsharp.inter-op-threads=0 is no whole number from 1")]
    [InlineData("inter-op-threads", "-1", "torchsharp.inter-op-threads=-1 is no whole number from 1")]
    [InlineData("tf32", "on", "torchsharp.tf32=on is neither true nor false")]
    public void A_wrong_option_is_refused_with_what_would_be_right(string key, string value, string message)
    {
        InferenceException e = Assert.Throws<InferenceException>(() => TorchSharpOptions.Parse(new Dictionary<string, string> { [key] = value }));

        Assert.Equal(message, e.Message);
    }
}
