using InferenceBench.Reporting.Charts.Svg;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Charts;

public sealed class SvgTextTests
{
    [Theory]
    [InlineData("bell\u0007 and\u0000 nought", "bell and nought")]
    [InlineData("two\r\nlines\tand   spaces ", "two lines and spaces")]
    [InlineData("right\u202Eto left", "rightto left")]
    [InlineData("a whole \U0001F600", "a whole \U0001F600")]
    [InlineData("none\uFFFE of\uFFFF these", "none of these")]
    [InlineData(null, "")]
    public void Text_keeps_only_what_xml_and_readers_can_take(string? text, string expected)
    {
        Assert.Equal(expected, SvgText.Clean(text));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        Assert.Equal("half\uFFFDa pair", SvgText.Clean("half" + '\uD83D' + "a pair"));
    }

    [Fact]
    public void Endless_text_is_cut()
    {
        Assert.InRange(SvgText.Clean(new string('a', 1_000_000)).Length, 1, SvgText.MostLength + 1);
    }

    [Theory]
    [InlineData("resnet50", "resnet50")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("a <b> \"c\"", "a-b-c")]
    [InlineData("<>", "")]
    public void A_slug_is_fit_for_files_and_ids(string text, string expected)
    {
        Assert.Equal(expected, SvgText.ToSlug(text));
    }

    [Theory]
    [InlineData("a name that has room", 200)]
    [InlineData("a name that has none, for it is long and longer", 100)]
    [InlineData("日本語の名前はとても広い", 60)]
    [InlineData("abc", 1)]
    public void Shortened_text_fits_its_room(string text, double room)
    {
        string shown = TextMetrics.Shorten(text, room);

        Assert.True(TextMetrics.Width(shown) <= Math.Max(room, TextMetrics.Width("…")), shown);
        Assert.True(shown == text || shown.EndsWith('…'), shown);
    }

    [Theory]
    [InlineData(-0.001, "0")]
    [InlineData(1.005, "1")]
    [InlineData(1234.5678, "1234.57")]
    public void Coordinates_have_at_most_two_decimals(double value, string expected)
    {
        Assert.Equal(expected, SvgWriter.Number(value));
    }
}
