using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Comparison.Output;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Comparison;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("  ", "")]
    [InlineData("plain text", "plain text")]
    [InlineData(" a\r\n\tb  c ", "a b c")]
    [InlineData("\e[31mred", "\ufffd[31mred")]
    [InlineData("\u202egnp", "\ufffdgnp")]
    [InlineData("0123456789abc", "012345678…")]
    [InlineData("µs ± 5 %", "µs ± 5 %")]
    [InlineData("12345678\U0001F600abc", "12345678…")]
    public void Text_is_one_line_without_anything_that_steers(string? text, string expected)
    {
        Assert.Equal(expected, DisplayText.Of(text, 10));
    }

    [Fact]
    public void The_end_of_a_path_stays()
    {
        Assert.Equal("…port.json", DisplayText.OfPath("a/long/path/report.json", 10));
        Assert.Equal("a.json", DisplayText.OfPath("a.json", 10));
    }

    [Fact]
    public void A_text_of_a_million_lines_is_cut_all_the_same()
    {
        Assert.Equal(100, DisplayText.Of(string.Concat(Enumerable.Repeat("x\n", 1_000_000))).Length);
    }

    [Theory]
    [InlineData("mobilenet_v3_large", "mobilenet_v3_large")]
    [InlineData("_x_", "\\_x\\_")]
    [InlineData("cuda:0", "cuda:0")]
    [InlineData("CPU @ 2.90GHz", "CPU @ 2.90GHz")]
    [InlineData("2026-10-04 10:00", "2026-10-04 10:00")]
    [InlineData("http://x", "http\\://x")]
    [InlineData(":tada:", "\\:tada:")]
    [InlineData("a & b &amp; &#60;", "a & b &amp;amp; &amp;#60;")]
    [InlineData("- x", "\\- x")]
    [InlineData("1. x", "1\\. x")]
    [InlineData("1.29.0", "1.29.0")]
    [InlineData("$x$", "\\$x\\$")]
    public void Markdown_is_escaped_where_it_means_something_alone(string text, string expected)
    {
        Assert.Equal(expected, MarkdownText.Escaped(text));
    }
}
