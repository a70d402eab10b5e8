using InferenceBench.Cli;
using InferenceBench.Reporting.Gating;
using InferenceBench.Verbs;
using Xunit;

namespace InferenceBench.Tests.Unit.Verbs;

public sealed class GateOptionsTests
{
    [Theory]
    [InlineData("5%", 0.05)]
    [InlineData("0.05", 0.05)]
    [InlineData("2.5 %", 0.025)]
    [InlineData("200%", 2)]
    public void A_threshold_is_a_percentage_or_a_ratio(string text, double ratio)
    {
        Assert.Equal(ratio, GateOptions.ParseThreshold(text), 12);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("0%")]
    [InlineData("-5%")]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData("%")]
    public void What_is_no_change_is_no_threshold(string text)
    {
        Assert.StartsWith($"--threshold {text}: not a change", Assert.Throws<UsageException>(() => GateOptions.ParseThreshold(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2%", 0.02, "%")]
    [InlineData("0.05ms", 0.05, "ms")]
    [InlineData("1us", 0.001, "ms")]
    [InlineData("1s", 1000, "ms")]
    [InlineData("0.1mJ", 0.0001, "J")]
    [InlineData("0", 0, "%")]
    public void Noise_is_a_ratio_a_time_or_an_energy(string text, double amount, string unit)
    {
        NoiseFloor noise = GateOptions.ParseNoise(text);
        Assert.Equal(unit, noise.Unit);
        Assert.Equal(amount, noise.Amount, 12);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("ms")]
    [InlineData("-1ms")]
    [InlineData("1e999ms")]
    public void Noise_without_a_unit_or_an_amount_is_refused(string text)
    {
        Assert.Throws<UsageException>(() => GateOptions.ParseNoise(text));
    }
}
