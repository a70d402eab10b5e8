using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Normalizations over a sample.</summary>
public sealed class NormalizationLoweringTests
{
    private const string Layer = "Mul(Mul(Sub(x, Mean(x, [1]; keep_dims)), Rsqrt(AddV2(Mean(Square(Sub(x, Mean(x, [1]; keep_dims))), [1]; keep_dims), 1E-05))), [1, 2])";

    [Fact]
    public void Of_layers_nothing_looks_like_what_oneDnn_takes_for_its_own()
    {
        string text = new SingleNode("LayerNormalization", [3, 2]) { Constants = [Floats("s", [2], 1, 2), Floats("b", [2], 3, 4)] }.Text();
        Assert.Equal($"AddV2({Layer}, [3, 4])", text);
        Assert.DoesNotContain("SquaredDifference", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Mean_and_rate_of_layers_are_outputs()
    {
        string[] texts = new SingleNode("LayerNormalization", [3, 2]) { Constants = [Floats("s", [2], 1, 2)], Outputs = ["y", "m", "r"] }.Texts();
        Assert.Equal(Layer, texts[0]);
        Assert.Equal("Mean(x, [1]; keep_dims)", texts[1]);
        Assert.StartsWith("Rsqrt(AddV2(Mean(Square(", texts[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Instances_are_normalized_in_the_layout_of_the_input()
    {
        var node = new SingleNode("InstanceNormalization", [1, 2, 3, 3]) { Constants = [Floats("s", [2], 1, 2), Floats("b", [2], 3, 4)] };
        Assert.Contains("Reshape([1, 2], [2, 1, 1])", node.Text(), StringComparison.Ordinal);
        Assert.Contains("Mean(x, [2, 3]; keep_dims)", node.Text(), StringComparison.Ordinal);
        string last = (node with { IsFromChannelsLast = true, ChannelsLastRank = 4 }).Text();
        Assert.Contains("Mean(x, [1, 2]; keep_dims)", last, StringComparison.Ordinal);
        Assert.EndsWith("[1, 2]), [3, 4])", last, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_had_one_scale_each_until_opset_20()
    {
        var node = new SingleNode("GroupNormalization", [1, 4, 2, 2], 18) { Constants = [Floats("s", [2], 1, 2), Floats("b", [2], 3, 4)], Attributes = [Int("num_groups", 2)] };
        Assert.EndsWith("Reshape([1, 2], [2, 1, 1])), Reshape([3, 4], [2, 1, 1])), [1, 4, 2, 2])", node.Text(), StringComparison.Ordinal);
        Assert.StartsWith("Reshape(AddV2(Mul(Mul(Sub(Reshape(x, [1, 2, 2, 4]), ", node.Text(), StringComparison.Ordinal);
        string later = (node with { Opset = 21, Constants = [Floats("s", [4], 1, 2, 3, 4), Floats("b", [4], 5, 6, 7, 8)], IsFromChannelsLast = true, ChannelsLastRank = 4 }).Text();
        Assert.EndsWith("Reshape([1, 2, 3, 4], [2, 2])), Reshape([5, 6, 7, 8], [2, 2])), [1, 2, 2, 4])", later, StringComparison.Ordinal);
    }

    [Fact]
    public void Responses_of_an_odd_number_of_channels_have_a_kernel()
    {
        Assert.Equal(
            "LRN(x; alpha=2E-05; beta=0.75; bias=1; depth_radius=2)",
            new SingleNode("LRN", [1, 8, 2, 2]) { Attributes = [Int("size", 5)], IsFromChannelsLast = true, ChannelsLastRank = 4 }.Text());
    }

    [Fact]
    public void Of_an_even_number_there_is_one_more_after_than_before()
    {
        Assert.Contains("Pad(Square(x), [0, 0, 1, 2, 0, 0, 0, 0]:4x2)", new SingleNode("LRN", [1, 8, 2, 2]) { Attributes = [Int("size", 4)] }.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_of_zeros_stays_one()
    {
        Assert.Equal("DivNoNan(x, Sqrt(Sum(Square(x), [1]; keep_dims)))", new SingleNode("LpNormalization", [2, 3]).Text());
        Assert.Equal("DivNoNan(x, Sum(Abs(x), [0]; keep_dims))", new SingleNode("LpNormalization", [2, 3]) { Attributes = [Int("p", 1), Int("axis", 0)] }.Text());
    }

    [Fact]
    public void Mean_and_variance_had_no_axes_before_opset_9()
    {
        Assert.StartsWith("RealDiv(Sub(x, Mean(x, [0, 2, 3]; keep_dims)), AddV2(Sqrt(", new SingleNode("MeanVarianceNormalization", [1, 2, 3, 3], 13).Text(), StringComparison.Ordinal);
        Assert.EndsWith("is not lowered: it has axes only since opset 9", new SingleNode("MeanVarianceNormalization", [1, 2, 3, 3], 8).Refusal(), StringComparison.Ordinal);
    }
}
