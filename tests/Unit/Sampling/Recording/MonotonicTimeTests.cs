using System.Diagnostics;
using InferenceBench.Sampling.Recording;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Recording;

public sealed class MonotonicTimeTests
{
    [Theory]
    [InlineData(123_456_789, 1_000_000_000, 123_456_789)]
    [InlineData(31, 10_000_000, 3100)]
    [InlineData(1, 3, 333_333_333)]
    [InlineData(3_153_600_000_000_000, 10_000_000, 315_360_000_000_000_000)] // ten years: ticks × 10⁹ has 82 bits
    public void Ticks_of_any_frequency_become_nanoseconds_without_overflow(long ticks, long frequency, long expected)
    {
        Assert.Equal(expected, MonotonicTime.FromTicks(ticks, frequency));
    }

    [Fact]
    public void It_is_the_clock_that_inferences_are_stamped_with()
    {
        Assert.SkipUnless(Stopwatch.Frequency == 1_000_000_000, "a tick is no nanosecond here");
        long before = Stopwatch.GetTimestamp();
        long now = MonotonicTime.NowNs;

        Assert.InRange(now, before, Stopwatch.GetTimestamp());
    }
}
