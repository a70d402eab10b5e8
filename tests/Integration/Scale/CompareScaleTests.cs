using System.Globalization;
using InferenceBench.Tests.Integration.Scripts;
using InferenceBench.Tests.Integration.Verbs;
using Xunit;

namespace InferenceBench.Tests.Integration.Scale;

/// <summary>The scale benchmark in small: that it measures what it says. How long it takes is no test's business.</summary>
public sealed class CompareScaleTests : IDisposable
{
    private readonly SuiteProcess _process = new();

    [Fact]
    public async Task Each_size_of_the_set_has_a_row_and_memory_does_not_grow_faster_than_the_rows()
    {
        ScriptProcess run = await _process.RunAsync(SuiteProcess.StandIn, "compare-scale", "--folders", "5,15,45", "--cases", "20", "--repetitions", "1");

        Assert.True(run.ExitCode == 0, run.Error);
        string[] lines = run.Output.Split('\n');
        Assert.StartsWith("folders  rows  read [MB]  time [s]", lines[0], StringComparison.Ordinal);
        string[][] rows = [.. lines.Skip(2).Take(3).Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Assert.Equal(["5", "15", "45"], rows.Select(static row => row[0]));
        Assert.Equal(["100", "300", "900"], rows.Select(static row => row[1]));
        Assert.All(rows, static row => Assert.All(row.Skip(2).Where(static cell => !cell.Contains('–', StringComparison.Ordinal)), static cell => Assert.True(Number(cell) > 0, cell)));
        Assert.Equal("1.000", rows[0][^1]);
        Assert.True(Number(rows[2][2]) > 8 * Number(rows[0][2]), "nine times the files");

        // The runtime's own memory comes on top in each, so this is generous.
        Assert.True(Number(rows[2][5]) < 9 * Number(rows[0][5]), run.Output);
    }

    [Theory]
    [InlineData("--folders", "10,5")]
    [InlineData("--folders", "0")]
    [InlineData("--cases", "0")]
    public async Task Sizes_that_cannot_be_measured_are_refused(string option, string value)
    {
        Assert.Contains(option, await _process.RefuseAsync("compare-scale", option, value), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _process.Dispose();
    }

    private static double Number(string cell)
    {
        return double.Parse(cell, CultureInfo.InvariantCulture);
    }
}
