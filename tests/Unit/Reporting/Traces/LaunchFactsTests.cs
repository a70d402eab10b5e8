using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Traces;

public sealed class LaunchFactsTests
{
    private static readonly ParityResult s_passed = new("passed", null, "ref", 0, 0, 1, null, 1);

    [Fact]
    public void Times_are_medians_memory_is_the_greatest_and_the_rest_is_of_the_first_launch()
    {
        CaseFacts joined = LaunchFacts.Join([Facts(30, 1, 100), Facts(10, 3, 300), Facts(20, 2, 200)], 3)!;

        Assert.Equal((20, 20.5, 21, 20L), (joined.LoadMs, joined.FirstInferenceMs, joined.WarmUpMs, joined.WarmUpInferences));
        Assert.Equal((2.0, 300L, 7L, "1"), (joined.ManagedBytesPerInference, joined.PeakResidentBytes, joined.Macs, joined.Settings["launch"]));
        Assert.Equal(new DeviceLatency(20, 21, null, 22, 30), joined.DeviceMs);
        Assert.Equal(s_passed, joined.Parity);
        Assert.Null(joined.FailedReason ?? joined.SkippedReason);
    }

    [Fact]
    public void One_launch_is_as_it_is_and_none_is_nothing()
    {
        CaseFacts only = Facts(1, 1, 1) with { FailedReason = "no" };

        Assert.Same(only, LaunchFacts.Join([only], 1));
        Assert.Null(LaunchFacts.Join([null, null], 2));
    }

    [Fact]
    public void A_launch_that_failed_is_named_and_one_that_left_nothing_counts_in_no_figure()
    {
        ParityResult failed = s_passed with { Status = "failed", Reason = "cosine 0.2" };

        CaseFacts joined = LaunchFacts.Join([Facts(10, 1, 1), null, Facts(50, 1, 1) with { FailedReason = "no memory", Parity = failed }], 4)!;

        Assert.Equal(("launch 3 of 4: no memory", failed, 10), (joined.FailedReason, joined.Parity, joined.LoadMs));
        Assert.Equal("launch 2 of 4: no int8", LaunchFacts.Join([Facts(1, 1, 1), new CaseFacts { SkippedReason = "no int8" }], 4)!.SkippedReason);
    }

    private static CaseFacts Facts(double ms, double bytes, long resident)
    {
        return new CaseFacts
        {
            LoadMs = ms,
            FirstInferenceMs = ms + 0.5,
            WarmUpMs = ms + 1,
            WarmUpInferences = (long)ms,
            ManagedBytesPerInference = bytes,
            PeakResidentBytes = resident,
            Macs = 7,
            DeviceMs = new DeviceLatency(ms, ms + 1, null, ms + 2, 10),
            Parity = s_passed,
            Settings = new Dictionary<string, string> { ["launch"] = $"{bytes}" },
        };
    }
}
