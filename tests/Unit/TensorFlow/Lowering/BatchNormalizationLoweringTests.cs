using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>BatchNormalization, by itself and behind a convolution.</summary>
public sealed class BatchNormalizationLoweringTests
{
    // Scales of 2 and 6, offsets of 1 − 2·10 and 2 − 6·20: the variances with epsilon are 1 and 1/4.
    private static readonly TensorProto[] s_statistics =
        [Floats("g", [2], 2, 3), Floats("c", [2], 1, 2), Floats("m", [2], 10, 20), Floats("v", [2], 0.75f, 0)];

    private static readonly NodeProto s_norm = Node("BatchNormalization", ["h", "g", "c", "m", "v"], ["y"], Epsilon(0.25f));

    [Fact]
    public void Behind_a_convolution_it_goes_into_weights_and_bias()
    {
        SmallGraph graph = Behind(Node("Conv", ["x", "w", "b"], ["h"]), Floats("w", [2, 1, 1, 1], 1, 2), Floats("b", [2], 5, 7));
        Assert.Contains("[2, 12]:1x1x1x2;", graph.Text(), StringComparison.Ordinal);
        Assert.Contains("), [-9, -76];", graph.Text(), StringComparison.Ordinal);
        Assert.Equal(["Reshape", "Conv2D", "BiasAdd", "Transpose"], graph.Operators());
    }

    [Fact]
    public void Behind_a_convolution_without_a_bias_it_becomes_one()
    {
        SmallGraph graph = Behind(Node("Conv", ["x", "w"], ["h"]), Floats("w", [2, 1, 1, 1], 1, 2));
        Assert.Contains("), [-19, -118];", graph.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Behind_a_transposed_convolution_it_scales_its_columns()
    {
        SmallGraph graph = Behind(Node("ConvTranspose", ["x", "w"], ["h"]), Floats("w", [1, 2, 1, 1], 1, 2));
        Assert.Contains("[2, 12]:1x1x2x1", graph.Text(), StringComparison.Ordinal);
        Assert.Contains("), [-19, -118];", graph.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_of_a_transposed_convolution_have_their_own_channels()
    {
        SmallGraph graph = new(
            [1, 2, 2, 2], Node("ConvTranspose", ["x", "w"], ["h"], Int("group", 2)), s_norm) { Constants = [.. s_statistics, Floats("w", [2, 1, 1, 1], 1, 2)] };
        Assert.Contains("Split(3, [2, 12]:1x1x1x2;", graph.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_convolution_that_something_else_reads_keeps_its_weights()
    {
        SmallGraph graph = Behind(Node("Conv", ["x", "w"], ["h"]), Floats("w", [2, 1, 1, 1], 1, 2));
        Assert.Contains("FusedBatchNormV3", (graph with { Outputs = ["h"] }).Operators());
        Assert.Contains("FusedBatchNormV3", (graph with { Nodes = [graph.Nodes[0], Node("Relu", ["h"], ["r"]), Node("BatchNormalization", ["h", "g", "c", "m", "v"], ["n"]), Node("Add", ["r", "n"], ["z"])] }).Operators());
    }

    [Fact]
    public void By_itself_it_is_one_kernel()
    {
        Assert.Equal(
            "FusedBatchNormV3(x, [2, 3], [1, 2], [10, 20], [0.75, 0]; data_format=NHWC; epsilon=0.25)",
            new SingleNode("BatchNormalization", [1, 2, 3, 3]) { Constants = s_statistics, Attributes = [Epsilon(0.25f)], IsFromChannelsLast = true, ChannelsLastRank = 4 }.Text());
    }

    [Fact]
    public void Of_other_ranks_it_is_a_factor_and_a_summand()
    {
        Assert.Equal(
            "AddV2(Mul(x, [2, 6]:2x1), [-19, -118]:2x1)",
            new SingleNode("BatchNormalization", [1, 2, 3]) { Constants = s_statistics, Attributes = [Epsilon(0.25f)] }.Text());
        Assert.Equal(
            "AddV2(Mul(x, [2, 6]), [-19, -118])",
            new SingleNode("BatchNormalization", [1, 2, 3]) { Constants = s_statistics, Attributes = [Epsilon(0.25f)], IsFromChannelsLast = true, ChannelsLastRank = 3 }.Text());
    }

    [Fact]
    public void Statistics_of_the_batch_are_computed()
    {
        string text = new SingleNode("BatchNormalization", [4, 2, 3]) { Constants = s_statistics, Attributes = [Int("training_mode", 1)] }.Text();
        Assert.StartsWith("AddV2(Mul(Mul(Sub(x, Mean(x, [0, 2]; keep_dims)), Rsqrt(AddV2(Mean(Square(Sub(x, ", text, StringComparison.Ordinal);
    }

    private static SmallGraph Behind(NodeProto convolution, params TensorProto[] weights)
    {
        return new SmallGraph([1, 1, 2, 2], convolution, s_norm) { Constants = [.. s_statistics, .. weights] };
    }

    private static AttributeProto Epsilon(float value)
    {
        return new AttributeProto { Name = "epsilon", Type = AttributeProto.Types.AttributeType.Float, F = value };
    }
}
