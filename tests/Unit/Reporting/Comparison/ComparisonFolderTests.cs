using InferenceBench.Reporting.Charts;
using InferenceBench.Reporting.Comparison.Output;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Comparison;

public sealed class ComparisonFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
    }

    [Fact]
    public void Charts_of_an_earlier_comparison_go_and_what_others_put_there_stays()
    {
        Write("first", "second");
        File.WriteAllText(_folder["charts/mine.svg"], "<svg/>");

        Write("second", "third");

        Assert.Equal(["mine.svg", "second.svg", "third.svg"], Directory.GetFiles(_folder["charts"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["charts", "compare.csv", "compare.json", "compare.md", "report.html"], Directory.GetFileSystemEntries(_folder.ToString()).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{\"files\": [\"charts/../victim.svg\", \"victim.svg\", \"../victim.svg\", \"charts/x/victim.svg\", 7]}")]
    [InlineData("{\"schema\": 1, \"files\": \"charts/victim.svg\"}")]
    [InlineData("{\"nested\": {\"files\": [\"charts/victim.svg\"]}}")]
    [InlineData("[\"files\"")]
    [InlineData("")]
    public void A_foreign_list_of_files_removes_nothing(string json)
    {
        Directory.CreateDirectory(_folder["charts/x"]);
        string[] victims = [_folder["victim.svg"], _folder["charts/victim.svg"], _folder["charts/x/victim.svg"]];
        Array.ForEach(victims, static path => File.WriteAllText(path, "<svg/>"));
        File.WriteAllText(_folder["compare.json"], json);

        Write("first");

        Assert.All(victims, static path => Assert.True(File.Exists(path)));
    }

    [Fact]
    public void A_file_in_the_way_is_told_as_it_is_and_leaves_no_temporary_file()
    {
        Directory.CreateDirectory(_folder["compare.csv"]);

        Assert.ThrowsAny<Exception>(() => Write("first"));

        Assert.Empty(Directory.GetFiles(_folder.ToString(), "*.tmp"));
    }

    [Fact]
    public void The_same_results_give_the_same_bytes()
    {
        Write("first");
        byte[][] before = Contents();

        Write("first");

        Assert.Equal(before, Contents());

        byte[][] Contents()
        {
            return [.. Directory.GetFiles(_folder.ToString()).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        }
    }

    private void Write(params string[] charts)
    {
        ComparisonFolder.Write(_folder.ToString(), SampleComparison.Create(), () => [.. charts.Select(static id => new ChartImage(id, id, id, "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"))]);
    }
}
