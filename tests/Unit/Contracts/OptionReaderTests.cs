using InferenceBench.Contracts;
using Xunit;

namespace InferenceBench.Tests.Unit.Contracts;

public sealed class OptionReaderTests
{
    [Fact]
    public void What_is_not_given_has_its_standard_value()
    {
        OptionReader reader = Read([]);

        Assert.Equal((true, 1, 2), (reader.Switch("switch", true), reader.Count("count"), reader.Choice("choice", 2, "a", "b", "c")));
    }

    [Fact]
    public void Values_are_read_in_any_case()
    {
        OptionReader reader = Read(new() { ["switch"] = "True", ["count"] = "12", ["choice"] = "B", ["text"] = "As It Is", ["number"] = "5" });

        Assert.Equal((true, 12, 1), (reader.Switch("switch", false), reader.Count("count"), reader.Choice("choice", 0, "a", "b", "c")));
        Assert.Equal(("As It Is", 5), (reader.Text("text"), reader.Number("number", 0, 5)));
        Assert.Equal((null, null), (Read([]).Text("text"), Read([]).Number("number", 0, 5)));
    }

    [Theory]
    [InlineData("switch", "on", "engine.switch=on is neither true nor false")]
    [InlineData("count", "0", "engine.count=0 is no whole number from 1")]
    [InlineData("count", "-1", "engine.count=-1 is no whole number from 1")]
    [InlineData("choice", "1", "engine.choice=1 is not one of a, b")]
    [InlineData("text", "", "engine.text= says nothing; leave the option out")]
    [InlineData("number", "6", "engine.number=6 is no whole number from 0 to 5")]
    [InlineData("number", "-1", "engine.number=-1 is no whole number from 0 to 5")]
    [InlineData("other", "1", "engine has no option 'other'; it has switch, count, choice, text, number")]
    public void What_is_wrong_is_refused_with_what_would_be_right(string key, string value, string message)
    {
        InferenceException e = Assert.Throws<InferenceException>(() =>
        {
            OptionReader reader = Read(new() { [key] = value });
            _ = (reader.Switch("switch", false), reader.Count("count"), reader.Choice("choice", 0, "a", "b"), reader.Text("text"), reader.Number("number", 0, 5));
        });

        Assert.Equal(message, e.Message);
    }

    private static OptionReader Read(Dictionary<string, string> options)
    {
        return new OptionReader("engine", options, ["switch", "count", "choice", "text", "number"]);
    }
}
