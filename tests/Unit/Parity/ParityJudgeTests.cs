using InferenceBench.Contracts;
using InferenceBench.Parity;
using Xunit;

namespace InferenceBench.Tests.Unit.Parity;

public sealed class ParityJudgeTests
{
    [Theory]
    [InlineData(0.00109, true)]
    [InlineData(0.00111, false)]
    public void Fp32_allows_1e_4_and_a_thousandth_of_the_value(double difference, bool passes)
    {
        Assert.Equal(passes, Judge(Precision.Fp32, [1, 1, 1, 1], [1, 1, 1, 1 + difference]).Passed);
    }

    [Theory]
    [InlineData(Precision.Fp32, 0.999989, false)]
    [InlineData(Precision.Fp32, 0.999991, true)]
    [InlineData(Precision.Fp16, 0.99899, false)]
    [InlineData(Precision.Fp16, 0.99901, true)]
    [InlineData(Precision.Bf16, 0.9899, false)]
    [InlineData(Precision.Bf16, 0.9901, true)]
    [InlineData(Precision.Int8, 0.9899, false)]
    [InlineData(Precision.Int8, 0.9901, true)]
    public void Every_precision_has_its_lowest_cosine(Precision precision, double cosine, bool passes)
    {
        var limits = ParityLimits.For(precision, absolute: 10);
        ParityVerdict verdict = ParityJudge.Judge(
            [Output("y", [1, 0])], [Output("y", [cosine, Math.Sqrt(1 - (cosine * cosine))])], batch: 1, limits);

        Assert.Equal(passes, verdict.Passed);
        Assert.Equal(cosine, verdict.Cosine!.Value, 9);
        Assert.Equal(passes, verdict.Reason is null);
    }

    [Fact]
    public void Fp16_needs_top_1_in_99_of_100_samples()
    {
        double[] expected = [.. Enumerable.Range(0, 100).SelectMany(static _ => new[] { 10.0, 9.8 })];
        double[] actual = [.. expected];
        (actual[0], actual[1]) = (9.8, 10.0);
        Assert.True(Judge(Precision.Fp16, expected, actual, batch: 100).Passed);

        (actual[2], actual[3]) = (9.8, 10.0);
        ParityVerdict verdict = Judge(Precision.Fp16, expected, actual, batch: 100);
        Assert.False(verdict.Passed);
        Assert.Equal(0.98, verdict.Top1);
        Assert.Contains("top-1", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_outputs_give_the_worst_of_each_statistic()
    {
        ParityVerdict verdict = ParityJudge.Judge(
            [Output("a", [1, 2]), Output("b", [100, 0])],
            [Output("a", [1, 2]), Output("b", [100.01, 0])],
            batch: 1,
            ParityLimits.For(Precision.Fp32));

        Assert.True(verdict.Passed);
        Assert.Equal(0.01, verdict.MaxAbs!.Value, 9);
        Assert.Equal(0.0001, verdict.MaxRel!.Value, 9);
        Assert.NotNull(verdict.PsnrDb);
    }

    [Fact]
    public void Outputs_are_matched_by_name_whatever_their_order()
    {
        Assert.True(ParityJudge.Judge(
            [Output("a", [1]), Output("b", [2])], [Output("b", [2]), Output("a", [1])], 1, ParityLimits.For(Precision.Fp32)).Passed);
    }

    [Fact]
    public void A_failure_names_the_output_the_place_and_both_values()
    {
        string? reason = Judge(Precision.Fp32, [1, 2, 3], [1, 2.5, 3]).Reason;

        Assert.Equal("output 'y': 1 of 3 elements differ by more than 0.0001·max(1, rms) + 0.001·|ref|, most at 1: 2.5 instead of 2", reason);
    }

    [Fact]
    public void Statistics_that_are_not_finite_are_null()
    {
        ParityVerdict verdict = Judge(Precision.Int8, [1, 2], [1, double.NaN]);

        Assert.False(verdict.Passed);
        Assert.Equal((null, null, null, null, null), (verdict.MaxAbs, verdict.MeanAbs, verdict.MaxRel, verdict.Cosine, verdict.PsnrDb));
        Assert.Contains("1 of 2 elements are NaN or infinite on one side only", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Different_sizes_or_numbers_of_outputs_are_named()
    {
        Assert.Equal("output 'y' has 2 elements, the reference 3", Judge(Precision.Fp32, [1, 2, 3], [1, 2]).Reason);
        Assert.Equal(
            "it has 2 outputs, the reference 1 output",
            ParityJudge.Judge([Output("a", [1])], [Output("a", [1]), Output("b", [1])], 1, ParityLimits.For(Precision.Fp32)).Reason);
    }

    [Fact]
    public void Only_class_scores_have_a_top_1()
    {
        OutputValues features = new("y", [1, 2, 2], [4, 3, 2, 1]);
        Assert.Null(ParityJudge.Judge([features], [features], 1, ParityLimits.For(Precision.Fp32)).Top1);

        OutputValues scores = new("y", [1, 4, 1, 1], [4, 3, 2, 1]);
        Assert.Equal(1, ParityJudge.Judge([scores], [scores], 1, ParityLimits.For(Precision.Fp32)).Top1);
    }

    private static ParityVerdict Judge(Precision precision, double[] expected, double[] actual, int batch = 1)
    {
        return ParityJudge.Judge([Output("y", expected, batch)], [Output("y", actual, batch)], batch, ParityLimits.For(precision));
    }

    private static OutputValues Output(string name, double[] values, int batch = 1)
    {
        return new OutputValues(name, [batch, values.Length / batch], values);
    }
}
