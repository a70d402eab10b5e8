using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch;

public sealed class LibtorchOptionsTests
{
    [Fact]
    public void Without_options_fp32_means_fp32_and_one_inter_op_thread_runs()
    {
        LibtorchOptions options = LibtorchOptions.Parse(new Dictionary<string, string>());

        Assert.Equal(new LibtorchOptions { InterOpThreads = 1, OneDnn = true, Tf32 = false }, options);
    }

    [Fact]
    public void Every_option_is_read()
    {
        LibtorchOptions options = LibtorchOptions.Parse(new Dictionary<string, string>
        {
            ["memory-format"] = "Channels-Last",
            ["optimisation"] = "freeze",
            ["inter-op-threads"] = "3",
            ["tf32"] = "true",
            ["cudnn-benchmark"] = "TRUE",
            ["onednn"] = "false",
            ["cuda-graph"] = "true",
        });

        Assert.Equal(
            new LibtorchOptions { ChannelsLast = true, FreezeOnly = true, InterOpThreads = 3, Tf32 = true, CudnnBenchmark = true, OneDnn = false, CudaGraph = true },
            options);
    }

    [Theory]
    [InlineData("spin", "true", "libtorch has no option 'spin'; it has memory-format, optimisation, inter-op-threads, tf32, cudnn-benchmark, onednn, cuda-graph")]
    [InlineData("memory-format", "nhwc", "libtorch.memory-format=nhwc is not one of contiguous, channels-last")]
    [InlineData("optimisation", "none", "libtorch.optimisation=none is not one of full, freeze")]
    [InlineData("inter-op-threads", "0", "libtorch.inter-op-threads=0 is no whole number from 1")]
    [InlineData("inter-op-threads", "-2", "libtorch.inter-op-threads=-2 is no whole number from 1")]
    [InlineData("tf32", "on", "libtorch.tf32=on is neither true nor false")]
    public void A_wrong_option_is_refused_with_what_would_be_right(string key, string value, string message)
    {
        InferenceException e = Assert.Throws<InferenceException>(() => LibtorchOptions.Parse(new Dictionary<string, string> { [key] = value }));

        Assert.Equal(message, e.Message);
    }
}
