using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Engine;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorFlow.Engine;

public sealed class TensorFlowOptionsTests
{
    [Fact]
    public void Nothing_given_leaves_oneDNN_to_TensorFlow_and_takes_the_usual_signature()
    {
        TensorFlowOptions options = Parse();

        Assert.Null(options.OneDnn);
        Assert.Equal((1, true, "serving_default", false), (options.InterOpThreads, options.Grappler, options.Signature, options.Tf32));
    }

    [Fact]
    public void Every_option_is_read()
    {
        TensorFlowOptions options = Parse(
            "inter-op-threads=3", "onednn=false", "grappler=false", "layout=NHWC", "soft-placement=false", "gpu-memory-growth=false", "tf32=true", "signature=embed");

        Assert.Equal(
            new TensorFlowOptions
            {
                InterOpThreads = 3,
                OneDnn = false,
                Grappler = false,
                ChannelsFirstOnGpu = false,
                SoftPlacement = false,
                GpuMemoryGrowth = false,
                Tf32 = true,
                Signature = "embed",
            },
            options);
    }

    [Theory]
    [InlineData("spin=1", "tensorflow has no option 'spin'; it has inter-op-threads, ")]
    [InlineData("layout=cnhw", "tensorflow.layout=cnhw is not one of nchw, nhwc")]
    [InlineData("signature=", "tensorflow.signature is empty")]
    public void What_is_not_known_is_refused_with_what_is(string option, string message)
    {
        Assert.StartsWith(message, Assert.Throws<InferenceException>(() => Parse(option)).Message, StringComparison.Ordinal);
    }

    private static TensorFlowOptions Parse(params string[] options)
    {
        return TensorFlowOptions.Parse("tensorflow", options.Select(static option => option.Split('=')).ToDictionary(static pair => pair[0], static pair => pair[1]));
    }
}
