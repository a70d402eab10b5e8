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
        OptionReader reader = Read(new() { ["switch"] = "True", ["count"] = "12", ["choice"] = "B" });

        Assert.Equal((true, 12, 1), (reader.Switch("switch", false), reader.Count("count"), reader.Choice("choice", 0, "a", "b", "c")));
    }

    [Theory]
    [InlineData("switch", "on", "engine.switch=on is neither true nor false")]
    [InlineData("count", "0", "engine.count=0 is no whole number from 1")]
    [InlineData("count", "-1", "engine.count=-1 is no whole number from 1")]
    [InlineData("choice", "1", "engine.choice=1 is not one of a, b")]
    [InlineData("other", "1", "engine has no option 'other'; it has switch, count, choice")]
    public void What_is_wrong_is_refused_with_what_would_be_right(string key, string value, string message)
    {
        InferenceException e = Assert.Throws<InferenceException>(() =>
        {
            OptionReader reader = Read(new() { [key] = value });
            _ = (reader.Switch("switch", false), reader.Count("count"), reader.Choice("choice", 0, "a", "b"));
        });

        Assert.Equal(message, e.Message);
    }

    private static OptionReader Read(Dictionary<string, string> options)
    {
        return new OptionReader("engine", options, ["switch", "count", "choice"]);
    }
}
