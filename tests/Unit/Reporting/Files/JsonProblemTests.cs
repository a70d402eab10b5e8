using System.Text.Json;
using InferenceBench.Reporting.Files;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Files;

public sealed class JsonProblemTests
{
    [Theory]
    [InlineData("{\n\"a\": [1,", "it is cut off in line 2")]
    [InlineData("{\n\"a\": \"text", "it is cut off in line 2")]
    [InlineData("{\n\"a\": tr", "'tr' is an invalid JSON literal. Expected the literal 'true' in line 2")]
    [InlineData("{\"a\":", "it is cut off in line 1")]
    [InlineData("{\"a\"", "it is cut off in line 1")]
    [InlineData("[NaN]", "'N' is an invalid start of a value in line 1")]
    public void The_reason_is_one_line_with_the_line_of_the_file(string text, string expected)
    {
        JsonException thrown = Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(text).Dispose());

        Assert.Equal(expected, JsonProblem.Of(thrown));
    }
}
