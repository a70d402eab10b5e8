using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Activations, Clip and Softmax.</summary>
public sealed class ActivationLoweringTests
{
    [Theory]
    [InlineData("HardSwish", "Mul(x, Mul(Relu6(AddV2(x, 3)), 0.16666667))")]
    [InlineData("HardSigmoid", "Minimum(Relu(AddV2(Mul(x, 0.2), 0.5)), 1)")]
    [InlineData("LeakyRelu", "LeakyRelu(x; alpha=0.01)")]
    [InlineData("Selu", "Selu(x)")]
    [InlineData("Celu", "Elu(x)")]
    [InlineData("Mish", "Mul(x, Tanh(Softplus(x)))")]
    [InlineData("Gelu", "Mul(Mul(0.5, x), AddV2(1, Erf(Mul(x, 0.70710677))))")]
    [InlineData("ThresholdedRelu", "SelectV2(Greater(x, 1), x, 0)")]
    [InlineData("Shrink", "SelectV2(Less(x, -0.5), AddV2(x, 0), SelectV2(Greater(x, 0.5), Sub(x, 0), 0))")]
    public void Activations_keep_the_layout(string op, string expected)
    {
        Assert.Equal(expected, new SingleNode(op, [1, 2, 3, 4], 20) { IsFromChannelsLast = true, ChannelsLastRank = 4 }.Text());
    }

    [Fact]
    public void Slopes_other_than_the_default_scale_what_is_negative()
    {
        Assert.Equal("SelectV2(Less(x, 0), Mul(Elu(x), 2), x)", new SingleNode("Elu", [4]) { Attributes = [Number("alpha", 2)] }.Text());
        Assert.Equal("Mul(Elu(Mul(x, 0.5)), 2)", new SingleNode("Celu", [4]) { Attributes = [Number("alpha", 2)] }.Text());
        Assert.Equal("Mul(SelectV2(Less(x, 0), Mul(Elu(x), 2), x), 3)", new SingleNode("Selu", [4]) { Attributes = [Number("alpha", 2), Number("gamma", 3)] }.Text());
    }

    [Fact]
    public void Kerass_hard_sigmoid_is_Relu6()
    {
        Assert.Equal("Mul(Relu6(AddV2(x, 3)), 0.16666667)", new SingleNode("HardSigmoid", [4]) { Attributes = [Number("alpha", 1f / 6)] }.Text());
    }

    [Fact]
    public void One_slope_is_an_attribute_and_slopes_of_channels_follow_the_layout()
    {
        var node = new SingleNode("PRelu", [1, 2, 3, 4]) { Constants = [Floats("s", [1], 0.25f)], IsFromChannelsLast = true, ChannelsLastRank = 4 };
        Assert.Equal("LeakyRelu(x; alpha=0.25)", node.Text());
        Assert.Equal("SelectV2(Less(x, 0), Mul(x, [5, 6]:1x1x1x2), x)", (node with { Constants = [Floats("s", [2, 1, 1], 5, 6)] }).Text());
    }

    [Fact]
    public void Bounds_that_are_those_of_Relu_and_Relu6_become_these()
    {
        Assert.Equal("Relu6(x)", new SingleNode("Clip", [4], 7) { Attributes = [Number("min", 0), Number("max", 6)] }.Text());
        Assert.Equal("Relu(x)", new SingleNode("Clip", [4]) { Constants = [Floats("a", [], 0)] }.Text());
        Assert.Equal("Relu(x)", new SingleNode("Clip", [4]) { Constants = [Floats("a", [], 0), Floats("b", [], float.MaxValue)] }.Text());
        Assert.Equal("Identity(x)", new SingleNode("Clip", [4], 7).Text());
    }

    [Fact]
    public void The_upper_bound_of_Clip_wins()
    {
        var node = new SingleNode("Clip", [4]) { Constants = [Floats("a", [], 2), Floats("b", [], 1)] };
        Assert.Equal("Minimum(Maximum(x, 2), 1)", node.Text());
        Assert.Equal("Minimum(x, 1)", (node with { Constants = [null, Floats("b", [], 1)] }).Text());
    }

    [Fact]
    public void Bounds_of_integers_are_exact()
    {
        var node = new SingleNode("Clip", [4]) { Type = ElementType.Int64, Constants = [Longs("a", [], long.MaxValue - 1)] };
        Assert.Equal("Maximum(x, 9223372036854775806)", node.Text());
    }

    [Fact]
    public void Softmax_over_channels_needs_no_transposition_in_channels_last()
    {
        var node = new SingleNode("Softmax", [1, 2, 3, 4]) { Attributes = [Int("axis", 1)], IsFromChannelsLast = true, ChannelsLastRank = 4 };
        Assert.Equal("Softmax(x)", node.Text());
        Assert.Equal("Transpose(Softmax(Transpose(x, [0, 3, 2, 1])), [0, 3, 2, 1])", (node with { IsFromChannelsLast = false, ChannelsLastRank = 0 }).Text());
    }

    [Fact]
    public void Softmax_flattens_until_opset_12()
    {
        var node = new SingleNode("Softmax", [2, 3, 4], 12);
        Assert.Equal("Reshape(Softmax(Reshape(x, [2, 12])), [2, 3, 4])", node.Text());
        Assert.Equal("Softmax(x)", (node with { Opset = 13 }).Text());
        Assert.Equal("Softmax(x)", new SingleNode("Softmax", [2, 3], 12).Text());
    }

    [Fact]
    public void Hardmax_marks_the_first_of_the_largest()
    {
        Assert.Equal("OneHot(ArgMax(x, 1), 3, 1, 0; axis=1)", new SingleNode("Hardmax", [2, 3]).Text());
    }

    private static AttributeProto Number(string name, float value)
    {
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };
    }
}
