using InferenceBench.Reporting.Publishing;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Publishing;

public sealed class MarkedRegionTests
{
    private static readonly MarkedRegion s_region = new("table");

    [Fact]
    public void Only_what_is_between_the_markers_changes()
    {
        const string Page = "before\n<!-- table:begin -->\nold\n<!-- table:end -->\nafter, with <!-- table:begin --> in a sentence\n";

        string changed = s_region.Replace(Page, "README.md", "new\nlines\n");

        Assert.Equal("before\n<!-- table:begin -->\nnew\nlines\n<!-- table:end -->\nafter, with <!-- table:begin --> in a sentence\n", changed);
        Assert.Equal("new\nlines\n", s_region.Read(changed, "README.md"));
    }

    [Fact]
    public void An_empty_region_can_be_filled_and_emptied()
    {
        const string Page = "<!-- table:begin -->\n<!-- table:end -->";

        string filled = s_region.Replace(Page, "README.md", "x\n");

        Assert.Equal("x\n", s_region.Read(filled, "README.md"));
        Assert.Equal(Page, s_region.Replace(filled, "README.md", ""));
    }

    [Theory]
    [InlineData("", "has 0 lines '<!-- table:begin -->'")]
    [InlineData("<!-- table:begin -->\n", "has 0 lines '<!-- table:end -->'")]
    [InlineData("<!-- table:begin -->\n<!-- table:begin -->\n<!-- table:end -->\n", "has 2 lines '<!-- table:begin -->'")]
    [InlineData("<!-- table:begin -->\n<!-- table:end -->\n<!-- table:end -->\n", "has 2 lines '<!-- table:end -->'")]
    [InlineData("<!-- table:end -->\n<!-- table:begin -->\n", "comes before")]
    public void Markers_that_are_not_one_pair_are_refused(string page, string expected)
    {
        PublishException error = Assert.Throws<PublishException>(() => s_region.Replace(page, "README.md", "x\n"));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("README.md", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
