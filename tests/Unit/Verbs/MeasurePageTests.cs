using InferenceBench.Verbs.Power;
using Xunit;

namespace InferenceBench.Tests.Unit.Verbs;

public sealed class MeasurePageTests
{
    private static readonly MeasuredSource s_gpu = new(
        "nvml", "NVIDIA A2", "gpu", "counter", 512.345, 25.6, 51.2345, 60.5, 10, 1, 500, 100, true, ["short_window"], [], null);

    [Fact]
    public void Each_source_has_a_line_with_its_figures_or_its_reason()
    {
        string page = MeasurePage.Of(new MeasureReport(["train", "--epochs", "1"], 0, 10, s_gpu, [s_gpu, MeasuredSource.Closed("rapl", "needs root")], null));

        Assert.Equal(
            """
            train ended with exit code 0 after 10.00 s
            nvml (gpu, NVIDIA A2): 512.3 J ± 25.60 J (k = 2), mean 51.23 W, peak 60.50 W, 500 readings; short_window
            rapl: no energy: needs root

            """,
            page);
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        string page = MeasurePage.Of(new MeasureReport(["x"], 143, 0.5, s_gpu, [s_gpu with { Board = null, UncertaintyJoules = null, PeakWatts = null, Flags = [] }], null));

        Assert.Equal("x was killed by SIGTERM (asked to end) after 0.5000 s\nnvml (gpu): 512.3 J, mean 51.23 W, 500 readings\n", page);
    }

    [Fact]
    public void Without_any_source_the_reason_is_told()
    {
        Assert.EndsWith("\nno energy: no sensor\n", MeasurePage.Of(new MeasureReport(["x"], 0, 1, null, [], "no sensor")), StringComparison.Ordinal);
    }
}
