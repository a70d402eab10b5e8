using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorRt;

public sealed class ShapeTextsTests
{
    [Fact]
    public void Shapes_are_read_as_trtexec_writes_them_and_names_may_hold_colons()
    {
        IReadOnlyDictionary<string, long[]> shapes = ShapeTexts.Parse("key", "input:0:1x3x224x224,mask:10,scalar:1X2");

        Assert.Equal(["input:0 1x3x224x224", "mask 10", "scalar 1x2"], shapes.Select(static shape => $"{shape.Key} {ShapeTexts.ToText(shape.Value)}"));
        Assert.Empty(ShapeTexts.Parse("key", null));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("x:")]
    [InlineData(":1x2")]
    [InlineData("x:1x")]
    [InlineData("x:0x2")]
    [InlineData("x:-1x2")]
    [InlineData("x:1x2,")]
    [InlineData("x:1,x:2")]
    [InlineData("x:1 x2")]
    [InlineData("x:99999999999999999999")]
    public void What_is_written_otherwise_is_refused(string text)
    {
        InferenceException e = Assert.Throws<InferenceException>(() => ShapeTexts.Parse("min-shapes", text));

        Assert.StartsWith($"tensorrt.min-shapes={text}: write NAME:1x3x224x224", e.Message, StringComparison.Ordinal);
    }
}
