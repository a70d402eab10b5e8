using InferenceBench.Reporting.Charts.Kinds;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Charts;

public sealed class ParetoFrontTests
{
    [Fact]
    public void What_another_point_beats_is_not_on_the_front()
    {
        IReadOnlyList<(double Gain, double Cost)> front = ParetoFront.Of([(10, 5), (20, 9), (15, 9), (20, 12), (5, 5), (30, 40)]);

        Assert.Equal([(10, 5), (20, 9), (30, 40)], front);
    }

    [Fact]
    public void The_front_holds_exactly_the_points_that_none_dominates()
    {
        const int seed = 20260102;
        var random = new Random(seed);
        for (int i = 0; i < 200; i++)
        {
            (double Gain, double Cost)[] points = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => ((double)random.Next(1, 12), (double)random.Next(1, 12)))];
            var expected = points.Where(point => !points.Any(other => other.Gain >= point.Gain && other.Cost <= point.Cost && other != point)).Distinct().OrderBy(static point => point.Gain);

            Assert.True(expected.SequenceEqual(ParetoFront.Of(points)), $"seed {seed}");
        }
    }

    [Fact]
    public void Without_points_there_is_no_front()
    {
        Assert.Empty(ParetoFront.Of([]));
    }
}
