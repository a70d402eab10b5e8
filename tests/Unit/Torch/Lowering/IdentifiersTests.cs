using InferenceBench.Frameworks.Torch.Lowering;
using Xunit;

namespace InferenceBench.Tests.Unit.Torch.Lowering;

/// <summary>Names of graphs as TorchScript identifiers.</summary>
public sealed class IdentifiersTests
{
    [Theory]
    [InlineData("conv1.weight", "conv1_weight")]
    [InlineData("/features/0/Conv_output_0", "features_0_Conv_output_0")]
    [InlineData("a__b", "a_b")]
    [InlineData("lambda", "v_lambda")]
    [InlineData("training", "v_training")]
    [InlineData("42", "v_42")]
    [InlineData("", "v")]
    [InlineData("ü\n\"'", "v")]
    public void An_identifier_resembles_its_name(string name, string expected)
    {
        Assert.Equal(expected, new Identifiers().New(name));
    }

    [Fact]
    public void Names_that_come_to_the_same_are_numbered()
    {
        var identifiers = new Identifiers();
        Assert.Equal(["a_b", "a_b_2", "a_b_3", "a_b_2_2"], ((string[])["a.b", "a/b", "a b", "a_b_2"]).Select(identifiers.New));
    }
}
