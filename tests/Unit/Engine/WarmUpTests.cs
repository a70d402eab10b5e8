using InferenceBench.Engine;
using Xunit;

namespace InferenceBench.Tests.Unit.Engine;

public sealed class WarmUpTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public void A_stable_engine_is_warm_after_a_second()
    {
        WarmUp<FakeTime.Clock> warmUp = Run(new StageSettings(), _ => 10);

        Assert.Equal(1000, warmUp.Ticks);
        Assert.Equal(100, warmUp.Inferences);
        Assert.Equal(10, warmUp.LatencyTicks);
    }

    [Fact]
    public void An_engine_that_settles_late_is_warmed_up_until_it_has()
    {
        // Falls by half every 0.8 s of its own time, then stays.
        WarmUp<FakeTime.Clock> warmUp = Run(new StageSettings(), i => Math.Max(5, 100 - (2 * i)));

        Assert.InRange(warmUp.Ticks, 2400, 3400);
        Assert.Equal(5, warmUp.LatencyTicks);
    }

    [Fact]
    public void An_engine_that_never_settles_is_warmed_up_for_five_seconds()
    {
        long chunk = 0;
        WarmUp<FakeTime.Clock> warmUp = Run(new StageSettings(), _ => chunk++ % 2 == 0 ? 200 : 300);

        Assert.InRange(warmUp.Ticks, 5000, 5299);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2500, 358)]
    public void An_explicit_time_is_obeyed_exactly(int milliseconds, long inferences)
    {
        WarmUp<FakeTime.Clock> warmUp = Run(new StageSettings { WarmUp = TimeSpan.FromMilliseconds(milliseconds) }, _ => 7);

        Assert.Equal(inferences, warmUp.Inferences);
    }

    [Fact]
    public void A_given_number_of_iterations_is_obeyed()
    {
        WarmUp<FakeTime.Clock> warmUp = Run(new StageSettings { WarmUpCount = 3, InvocationCount = 4 }, _ => 7);

        Assert.Equal(12, warmUp.Inferences);
    }

    [Fact]
    public void Nothing_is_known_of_the_latency_without_a_warm_up()
    {
        Assert.Null(Run(new StageSettings { WarmUp = TimeSpan.Zero }, _ => 7).LatencyTicks);
    }

    private WarmUp<FakeTime.Clock> Run(StageSettings settings, Func<long, long> latencyOf)
    {
        var warmUp = new WarmUp<FakeTime.Clock>(_time.Inference(latencyOf), _time.CreateClock());
        warmUp.Run(settings);
        return warmUp;
    }
}
