using System.Globalization;
using InferenceBench.Reporting.Statistics;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Statistics;

public sealed class EarlyStoppingTests
{
    [Fact]
    public void Every_row_taken_from_LoadGen_itself_is_reproduced()
    {
        string[] rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", "reporting", "loadgen_early_stopping.csv"));

        Assert.Equal("percentile,queries,discarded", rows[0]);
        Assert.Equal(45, rows.Length - 1);
        Assert.All(rows.Skip(1), static row =>
        {
            string[] cells = row.Split(',');
            int percent = (int)Math.Round(100 * double.Parse(cells[0], CultureInfo.InvariantCulture));
            int? expected = cells[2].Length == 0 ? null : int.Parse(cells[2], CultureInfo.InvariantCulture);
            Assert.Equal(expected, EarlyStopping.Discarded(int.Parse(cells[1], CultureInfo.InvariantCulture), percent));
        });
    }

    [Theory]
    [InlineData(90, 935_541, 92_878)]
    [InlineData(90, 242_410, 23_896)]
    [InlineData(90, 850_628, 84_418)]
    [InlineData(90, 416_879, 41_236)]
    [InlineData(90, 553_349, 54_814)]
    [InlineData(99, 276_475, 2_642)]
    [InlineData(99, 270_336, 2_582)]
    public void Submitted_MLPerf_logs_are_reproduced(int percent, int count, int discarded)
    {
        Assert.Equal(discarded, EarlyStopping.Discarded(count, percent));
    }

    [Theory]
    [InlineData(50, 11)]
    [InlineData(90, 64)]
    [InlineData(95, 130)]
    [InlineData(99, 662)]
    public void The_least_sample_is_that_of_LoadGen(int percent, int least)
    {
        Assert.Equal(least, Enumerable.Range(0, 1000).First(count => EarlyStopping.Discarded(count, percent) is not null));
        Assert.Equal(0, EarlyStopping.Discarded(least, percent));
    }

    [Fact]
    public void The_bound_is_never_below_the_plain_percentile()
    {
        for (int count = 1; count < 5000; count += 7)
        {
            foreach (int percent in new[] { 50, 90, 95, 99 })
            {
                int rank = ((percent * count) + 99) / 100;
                Assert.True(EarlyStopping.Discarded(count, percent) is not int discarded || count - discarded >= rank, $"p{percent} of {count}");
            }
        }
    }
}
