using InferenceBench.Reporting.Import.IterationCsv;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Import.IterationCsv;

public sealed class IterationModesTests
{
    // 8 of 10 and 7 of 10 iterations as a V100 really ran them: 382 to 1036 images/s in one run.
    [Fact]
    public void Two_groups_are_named_with_their_numbers()
    {
        double[] seconds = [0.16155, 0.12360, 0.12363, 0.33507, 0.12403, 0.22918, 0.12368, 0.22517, 0.12359, 0.12571];

        string? groups = IterationModes.Describe([.. seconds.Select(static s => 1e3 * s / 16).Order()]);

        Assert.Equal("6 iterations at 7.724 to 7.857 and 4 iterations at 10.10 to 20.94 ms a batch", groups);
    }

    [Fact]
    public void A_single_slow_iteration_is_no_group()
    {
        Assert.Null(IterationModes.Describe([10, 10.1, 10.1, 10.2, 10.2, 10.2, 10.3, 10.3, 10.4, 30]));
    }

    [Fact]
    public void Groups_less_than_five_percent_apart_are_one()
    {
        Assert.Null(IterationModes.Describe([100, 100, 100, 100, 100, 104, 104, 104, 104, 104]));
        Assert.NotNull(IterationModes.Describe([100, 100, 100, 100, 100, 106, 106, 106, 106, 106]));
    }

    [Fact]
    public void Fewer_than_eight_iterations_are_never_two_groups()
    {
        Assert.Null(IterationModes.Describe([1, 1, 1, 9, 9, 9, 9]));
        Assert.NotNull(IterationModes.Describe([1, 1, 1, 1, 9, 9, 9, 9]));
    }

    [Fact]
    public void From_64_iterations_on_the_rule_for_many_values_decides()
    {
        double[] two = [.. Enumerable.Range(0, 64).Select(static i => i < 32 ? 10 + (0.01 * i) : 20 + (0.01 * i))];

        Assert.StartsWith("64 iterations from 10.00 to 20.63 ms", IterationModes.Describe(two), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Ten_values_of_one_bell_are_hardly_ever_called_two_groups_and_far_centres_nearly_always(int seed)
    {
        Random random = new(seed);
        int ofOne = Enumerable.Range(0, 1000).Count(_ => IterationModes.Describe([.. Enumerable.Range(0, 10).Select(_ => 100 + (15 * Bell(random))).Order()]) is not null);
        int ofTwo = Enumerable.Range(0, 1000).Count(_ => IterationModes.Describe([.. Enumerable.Range(0, 10).Select(i => (i < 4 ? 140 : 100) + (2 * Bell(random))).Order()]) is not null);

        Assert.True(ofOne <= 20, $"seed {seed}: {ofOne} of 1000");
        Assert.True(ofTwo >= 980, $"seed {seed}: {ofTwo} of 1000");
    }

    private static double Bell(Random random)
    {
        return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
