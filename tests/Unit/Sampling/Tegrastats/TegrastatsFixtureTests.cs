using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using InferenceBench.Verbs.Power;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Tegrastats;

public sealed class TegrastatsFixtureTests
{
    public static TheoryData<string> Ids => [.. FixtureLines.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_published_line_gives_exactly_the_expected_document(string id)
    {
        JsonNode fixture = FixtureLines.Find("lines", id);
        using JsonDocument document = Parse(fixture["line"]!.GetValue<string>() + "\n");

        JsonElement element = Assert.Single(document.RootElement.EnumerateArray());

        if (fixture["expect_error"]!.GetValue<bool>())
        {
            Assert.Equal("error", Assert.Single(element.EnumerateObject()).Name);
            return;
        }

        using JsonDocument expected = JsonDocument.Parse(fixture["expected"]!.ToJsonString());
        Assert.True(JsonElement.DeepEquals(expected.RootElement, element), $"expected {expected.RootElement}\nactual   {element}");
    }

    [Fact]
    public void Every_line_of_a_log_has_one_element_whatever_ends_it()
    {
        string log = string.Join("\r\n", FixtureLines.Lines);
        using JsonDocument document = Parse(log);

        Assert.Equal(FixtureLines.Lines.Count(), document.RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\n", 1)]
    [InlineData("x\n\ny", 3)]
    public void An_empty_line_counts_and_what_follows_the_last_line_feed_does_not(string log, int elements)
    {
        using JsonDocument document = Parse(log);

        Assert.Equal(elements, document.RootElement.GetArrayLength());
        Assert.All(document.RootElement.EnumerateArray(), static element => Assert.False(string.IsNullOrWhiteSpace(element.GetProperty("error").GetString())));
    }

    private static JsonDocument Parse(string log)
    {
        using var output = new MemoryStream();
        PowerParseTegrastats.WriteJson(new StringReader(log), output);
        return JsonDocument.Parse(Encoding.UTF8.GetString(output.ToArray()));
    }
}
