using InferenceBench.Reporting.Publishing;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Publishing;

public sealed class ShownRunsTests
{
    [Fact]
    public void A_newer_run_of_fewer_frameworks_does_not_take_the_place_of_the_comparison()
    {
        PublishedRun whole = PublishSandbox.Run("m", "1", "2026-01-01T00:00:00Z", PublishSandbox.Cases(("a", 1), ("b", 2)));
        PublishedRun again = PublishSandbox.Run("m", "2", "2026-01-02T00:00:00Z", PublishSandbox.Cases(("a", 1), ("b", 2)));
        PublishedRun small = PublishSandbox.Run("m", "3", "2026-01-03T00:00:00Z", PublishSandbox.Cases(("a", 1)));

        Assert.Equal([again], ShownRuns.Of([whole, small, again]));
    }

    [Fact]
    public void Machines_with_as_many_frameworks_are_shown_together_the_newest_first()
    {
        PublishedRun first = PublishSandbox.Run("m", "1", "2026-01-01T00:00:00Z", PublishSandbox.Cases(("a", 1), ("b", 2)));
        PublishedRun second = PublishSandbox.Run("n", "1", "2026-01-02T00:00:00Z", PublishSandbox.Cases(("a", 1), ("b", 2)));
        PublishedRun poor = PublishSandbox.Run("o", "1", "2026-01-03T00:00:00Z", PublishSandbox.Cases(("a", 1)));

        Assert.Equal([second, first], ShownRuns.Of([first, second, poor]));
    }

    [Fact]
    public void A_run_without_figures_is_not_shown()
    {
        Assert.Empty(ShownRuns.Of([PublishSandbox.Run("m", "1", "2026-01-01T00:00:00Z")]));
    }
}
