using InferenceBench.Models;
using InferenceBench.Quantization;
using Xunit;

namespace InferenceBench.Tests.Unit.Quantization;

public sealed class CalibrationSamplesTests
{
    [Theory]
    [InlineData(null, null, 64, 64, 16, true)]
    [InlineData(null, 5, 5, 5, 16, true)]
    [InlineData(100, null, 100, 0, 16, false)]
    [InlineData(1000, null, 512, 512, 16, true)]
    [InlineData(20, 12, 12, 12, 8, true)]
    [InlineData(10, 50, 10, 0, 10, false)]
    public void Samples_are_checked_on_others_while_there_are_any(int? total, int? wanted, int calibrated, int firstChecked, int countChecked, bool areOthers)
    {
        (SampleSource calibration, SampleSource check, bool others) = new CalibrationSamples(total is null ? null : "f", total, "").Split(wanted, 16, 3, InputRange.Default);

        Assert.Equal((0, calibrated), (calibration.First, calibration.Count));
        Assert.Equal((firstChecked, countChecked, areOthers), (check.First, check.Count, others));
    }

    [Fact]
    public void No_check_is_no_check()
    {
        Assert.Equal(0, new CalibrationSamples(null, null, "").Split(null, 0, 3, InputRange.Default).Check.Count);
        Assert.Equal(0, new CalibrationSamples("f", 10, "").Split(null, 0, 3, InputRange.Default).Check.Count);
    }
}
