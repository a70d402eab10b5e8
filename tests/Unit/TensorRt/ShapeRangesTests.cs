using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt;
using InferenceBench.Frameworks.TensorRt.Engines;
using Xunit;

namespace InferenceBench.Tests.Unit.TensorRt;

public sealed class ShapeRangesTests
{
    private static readonly TensorSpec[] s_declared = [new("x", ElementType.Float32, [-1, 3]), new("table", ElementType.Float32, [5])];
    private static readonly TensorSpec[] s_inputs = [new("x", ElementType.Float32, [4, 3]), new("table", ElementType.Float32, [5])];

    [Fact]
    public void A_dynamic_input_is_built_for_the_shape_of_the_case_and_a_fixed_one_has_no_range()
    {
        InputShapeRange range = Assert.Single(ShapeRanges.Resolve(s_declared, s_inputs, new TensorRtOptions()));

        Assert.Equal(("x", "4x3", "4x3", "4x3"), (range.Name, ShapeTexts.ToText(range.Min), ShapeTexts.ToText(range.Opt), ShapeTexts.ToText(range.Max)));
    }

    [Fact]
    public void What_the_user_gives_widens_it()
    {
        InputShapeRange range = Assert.Single(ShapeRanges.Resolve(s_declared, s_inputs, Parse("x:1x3", null, "x:8x3")));

        Assert.Equal(("1x3", "4x3", "8x3"), (ShapeTexts.ToText(range.Min), ShapeTexts.ToText(range.Opt), ShapeTexts.ToText(range.Max)));
    }

    [Theory]
    [InlineData("x:5x3", null, "x:8x3", "input 'x' has the shape 4x3, and min-shapes 5x3, opt-shapes 4x3, max-shapes 8x3 do not enclose it in that order")]
    [InlineData("x:1x3", "x:9x3", "x:8x3", "input 'x' has the shape 4x3, and min-shapes 1x3, opt-shapes 9x3, max-shapes 8x3 do not enclose it in that order")]
    [InlineData("x:1x3x1", null, null, "input 'x' has the shape 4x3, and min-shapes 1x3x1, ")]
    [InlineData("table:1", null, null, "shapes are given for 'table', which is no input with dynamic dimensions; those are x")]
    [InlineData(null, "y:1", null, "shapes are given for 'y', which is no input with dynamic dimensions; those are x")]
    public void What_does_not_fit_is_refused_with_the_shapes(string? min, string? opt, string? max, string message)
    {
        InferenceException e = Assert.Throws<InferenceException>(() => ShapeRanges.Resolve(s_declared, s_inputs, Parse(min, opt, max)));

        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
    }

    private static TensorRtOptions Parse(string? min, string? opt, string? max)
    {
        return new TensorRtOptions { MinShapes = ShapeTexts.Parse("min", min), OptShapes = ShapeTexts.Parse("opt", opt), MaxShapes = ShapeTexts.Parse("max", max) };
    }
}
