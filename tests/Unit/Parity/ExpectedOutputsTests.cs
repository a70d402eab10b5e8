using InferenceBench.Parity;
using Xunit;

namespace InferenceBench.Tests.Unit.Parity;

public sealed class ExpectedOutputsTests
{
    private static readonly IReadOnlyList<OutputValues> s_outputs =
        [new OutputValues("a", [1, 2], [7, 8]), new OutputValues("b", [1, 3], [7, 8, 9])];

    [Fact]
    public void A_file_as_long_as_the_first_output_is_the_first_output()
    {
        using var folder = new TemporaryFolder();
        IReadOnlyList<OutputValues> actual = s_outputs;

        OutputValues expected = Assert.Single(ExpectedOutputs.Read(folder.Raw("y.f32", 2), ref actual));

        Assert.Equal([0, 1], expected.Values);
        Assert.Equal("a", Assert.Single(actual).Name);
    }

    [Fact]
    public void A_file_as_long_as_all_outputs_holds_them_in_order()
    {
        using var folder = new TemporaryFolder();
        IReadOnlyList<OutputValues> actual = s_outputs;

        IReadOnlyList<OutputValues> expected = ExpectedOutputs.Read(folder.Raw("y.f32", 5), ref actual);

        Assert.Equal([2, 3, 4], expected[1].Values);
        Assert.Equal(2, actual.Count);
    }

    [Fact]
    public void Any_other_length_is_refused_with_all_numbers()
    {
        using var folder = new TemporaryFolder();
        IReadOnlyList<OutputValues> actual = s_outputs;
        string file = folder.Raw("y.f32", 4);

        Assert.Equal($"{file} holds 4 values, but output 'a' has 2, 'b' has 3", Assert.Throws<ParityException>(() => ExpectedOutputs.Read(file, ref actual)).Message);
    }
}
