using InferenceBench.Contracts;
using Xunit;
using static InferenceBench.Tests.Unit.Models.Onnx.SmallModels;

namespace InferenceBench.Tests.Unit.TensorFlow.Lowering;

/// <summary>Arithmetic, logic and functions of single elements.</summary>
public sealed class ArithmeticLoweringTests
{
    [Fact]
    public void Inputs_of_fewer_axes_are_laid_out_for_channels_last_when_the_graph_is_written()
    {
        var node = new SingleNode("Mul", [1, 2, 3, 4]) { Constants = [Floats("c", [2, 1, 1], 5, 6)], IsFromChannelsLast = true, ChannelsLastRank = 4 };
        Assert.Equal("Mul(x, [5, 6]:1x1x1x2)", node.Text());
    }

    [Fact]
    public void A_vector_added_to_columns_is_a_bias()
    {
        Assert.Equal("BiasAdd(x, [1, 2, 3])", new SingleNode("Add", [4, 3]) { Constants = [Floats("b", [3], 1, 2, 3)] }.Text());
        Assert.Equal("AddV2(x, [1, 2, 3])", new SingleNode("Add", [4, 1]) { Constants = [Floats("b", [3], 1, 2, 3)] }.Text());
        Assert.Equal("AddV2(x, [1, 2, 3])", new SingleNode("Add", [3]) { Constants = [Floats("b", [3], 1, 2, 3)] }.Text());
    }

    [Fact]
    public void A_row_and_a_constant_for_each_channel_are_biases_too()
    {
        Assert.Equal("BiasAdd(x, [1, 2, 3])", new SingleNode("Add", [4, 3]) { Constants = [Floats("b", [1, 3], 1, 2, 3)] }.Text());
        var node = new SingleNode("Add", [1, 2, 3, 4]) { Constants = [Floats("b", [2, 1, 1], 5, 6)], IsFromChannelsLast = true, ChannelsLastRank = 4 };
        Assert.Equal("BiasAdd(x, [5, 6])", node.Text());
    }

    [Fact]
    public void Integers_are_divided_towards_zero()
    {
        Assert.Equal("TruncateDiv(x, [2])", new SingleNode("Div", [4]) { Type = ElementType.Int64, Constants = [Longs("d", [1], 2)] }.Text());
        Assert.Equal("RealDiv(x, [2])", new SingleNode("Div", [4]) { Constants = [Floats("d", [1], 2)] }.Text());
    }

    [Fact]
    public void A_remainder_has_the_sign_that_fmod_asks_for()
    {
        var node = new SingleNode("Mod", [4]) { Type = ElementType.Int64, Constants = [Longs("d", [1], 2)] };
        Assert.Equal("FloorMod(x, [2])", node.Text());
        Assert.Equal("TruncateMod(x, [2])", (node with { Attributes = [Int("fmod", 1)] }).Text());
        Assert.Equal("operator Mod (opset 17) at node 'node_y' is not lowered: floats need fmod=1", new SingleNode("Mod", [4]) { Constants = [Floats("d", [1], 2)] }.Refusal());
    }

    [Fact]
    public void Exponents_do_not_widen_and_powers_of_integers_go_through_float64()
    {
        Assert.Equal("Square(x)", new SingleNode("Pow", [4]) { Constants = [Floats("e", [], 2)] }.Text());
        Assert.Equal("Pow(x, Cast([3]; DtFloat))", new SingleNode("Pow", [4]) { Constants = [Longs("e", [1], 3)] }.Text());
        Assert.Equal(
            "Cast(Pow(Cast(x; DtDouble), Cast([-1]; DtDouble)); DtInt64)",
            new SingleNode("Pow", [4]) { Type = ElementType.Int64, Constants = [Longs("e", [1], -1)] }.Text());
    }

    [Fact]
    public void A_mean_of_tensors_is_their_sum_divided()
    {
        var node = new SingleNode("Mean", [2]) { Constants = [Floats("a", [1], 7), Floats("b", [1], 8)] };
        Assert.Equal("RealDiv(AddV2(AddV2(x, [7]), [8]), 3)", node.Text());
        Assert.Equal("Maximum(Maximum(x, [7]), [8])", (node with { Operator = "Max" }).Text());
    }

    [Theory]
    [InlineData("Relu", "Relu(x)")]
    [InlineData("Round", "Round(x)")]
    [InlineData("Erf", "Erf(x)")]
    [InlineData("Identity", "Identity(x)")]
    [InlineData("IsNaN", "IsNan(x)")]
    public void Functions_of_one_element_keep_the_layout(string op, string expected)
    {
        Assert.Equal(expected, new SingleNode(op, [1, 2, 3, 4]) { IsFromChannelsLast = true, ChannelsLastRank = 4 }.Text());
    }

    [Fact]
    public void Magnitude_and_sign_of_numbers_without_a_sign_need_no_kernel_of_their_own()
    {
        Assert.Equal("Minimum(x, 1)", new SingleNode("Sign", [4]) { Type = ElementType.UInt8 }.Text());
        Assert.Equal("Identity(x)", new SingleNode("Abs", [4]) { Type = ElementType.UInt8 }.Text());
        Assert.Equal("Abs(x)", new SingleNode("Abs", [4]) { Type = ElementType.Int8 }.Text());
    }

    [Fact]
    public void Infinities_are_told_apart_by_their_sign()
    {
        var node = new SingleNode("IsInf", [4]);
        Assert.Equal("IsInf(x)", node.Text());
        Assert.Equal("Equal(x, Infinity)", (node with { Attributes = [Int("detect_negative", 0)] }).Text());
        Assert.Equal("Equal(x, -Infinity)", (node with { Attributes = [Int("detect_positive", 0)] }).Text());
        Assert.Equal("Greater(x, x)", (node with { Attributes = [Int("detect_positive", 0), Int("detect_negative", 0)] }).Text());
    }

    [Fact]
    public void Logic_of_booleans_names_no_type()
    {
        var node = new SingleNode("And", [2]) { Type = ElementType.Bool, Constants = [new() { Name = "b", DataType = 9, Dims = { 1 }, Int32Data = { 1 } }] };
        Assert.Equal("LogicalAnd(x, [1])", node.Text());
        Assert.Equal("NotEqual(x, [1])", (node with { Operator = "Xor" }).Text());
    }

    [Fact]
    public void A_shift_needs_a_direction()
    {
        var node = new SingleNode("BitShift", [2]) { Type = ElementType.UInt8, Constants = [new() { Name = "b", DataType = 2, Dims = { 1 }, Int32Data = { 3 } }] };
        Assert.Equal("RightShift(x, [3])", (node with { Attributes = [Text("direction", "RIGHT")] }).Text());
        Assert.Contains("operator BitShift (opset 17) at node 'node_y' is not lowered: its direction is", node.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_conversion_to_the_same_type_is_nothing()
    {
        var node = new SingleNode("Cast", [2, 3, 4]) { IsFromChannelsLast = true, ChannelsLastRank = 3, Attributes = [Int("to", (long)ElementType.Float16)] };
        Assert.Equal("Cast(x; DtHalf)", node.Text());
        Assert.Equal("Identity(x)", (node with { Attributes = [Int("to", (long)ElementType.Float32)] }).Text());
        Assert.Contains("is not lowered: TensorFlow has no type for", (node with { Attributes = [Int("to", (long)ElementType.String)] }).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Dropout_passes_its_input_and_a_mask_of_what_stays()
    {
        var node = new SingleNode("Dropout", [2]) { Outputs = ["y", "mask"] };
        Assert.Equal(["Identity(x)", "Fill([2], 1)"], node.Texts());
        Assert.Contains("its output 1 has no counterpart", (node with { Opset = 10 }).Refusal(), StringComparison.Ordinal);
        var training = new InferenceBench.Models.Onnx.TensorProto { Name = "t", DataType = 9, Int32Data = { 1 } };
        Assert.EndsWith("is not lowered: its training_mode is true", (node with { Constants = [Floats("r", [], 0.5f), training] }).Refusal(), StringComparison.Ordinal);
    }
}
