using InferenceBench.Engine;
using InferenceBench.Reporting.Traces;
using Xunit;

namespace InferenceBench.Tests.Unit.Engine;

public sealed class ActualStageTests
{
    private readonly FakeTime _time = new();

    [Fact]
    public void Quick_inferences_are_measured_for_three_seconds()
    {
        ActualStage<FakeTime.Clock> stage = Run(new StageSettings(), latency: 7);

        Assert.Equal(429, stage.Inferences);
        Assert.Equal(429 * 7, stage.BusyTicks);
        Assert.Equal(StageSettings.IterationsPerDuration, stage.Windows.Count);
    }

    [Fact]
    public void A_least_duration_is_measured_in_ten_iterations_that_end_with_it()
    {
        ActualStage<FakeTime.Clock> stage = Run(new StageSettings { LeastDuration = TimeSpan.FromSeconds(10) }, latency: 7);

        Assert.Equal(1429, stage.Inferences);
        Assert.Equal(StageSettings.IterationsPerDuration, stage.Windows.Count);
    }

    [Fact]
    public void Slow_inferences_are_measured_until_there_are_sixty_four()
    {
        ActualStage<FakeTime.Clock> stage = Run(new StageSettings(), latency: 100);

        Assert.Equal(64, stage.Inferences);
    }

    [Fact]
    public void The_default_rule_ends_at_the_first_inference_after_thirty_seconds()
    {
        Assert.Equal(43, Run(new StageSettings(), latency: 700).Inferences);
    }

    [Fact]
    public void One_inference_of_a_minute_is_measured_once()
    {
        Assert.Equal(1, Run(new StageSettings(), latency: 60_000).Inferences);
    }

    [Fact]
    public void An_explicit_duration_ends_at_the_first_inference_that_reaches_it()
    {
        const int Seed = 20240501;
        var random = new Random(Seed);
        for (int round = 0; round < 200; round++)
        {
            var time = new FakeTime();
            long duration = random.Next(1, 5000);
            long[] latencies = [.. Enumerable.Range(0, 6000).Select(_ => (long)random.Next(1, 300))];
            var stage = new ActualStage<FakeTime.Clock>(
                time.Inference(i => latencies[i]), time.CreateClock(), new StageSettings { Duration = TimeSpan.FromMilliseconds(duration) }, 100);
            stage.Run((_, _, _) => { });

            long busy = stage.Windows.Sum(window => window.EndNs - window.StartNs);
            Assert.True(
                busy >= duration && busy - latencies[stage.Inferences - 1] < duration,
                $"seed {Seed}, round {round}: {busy} ms for {duration} ms, last inference {latencies[stage.Inferences - 1]} ms");
        }
    }

    [Fact]
    public void Given_counts_win_over_every_time()
    {
        var settings = new StageSettings { IterationCount = 3, InvocationCount = 5, Duration = TimeSpan.FromSeconds(9) };

        ActualStage<FakeTime.Clock> stage = Run(settings, latency: 10);

        Assert.Equal([5, 5, 5], stage.Windows.Select(window => window.Count));
    }

    [Fact]
    public void A_given_number_of_iterations_fills_an_explicit_duration()
    {
        ActualStage<FakeTime.Clock> stage = Run(new StageSettings { IterationCount = 4, Duration = TimeSpan.FromSeconds(1) }, latency: 3);

        Assert.Equal(4, stage.Windows.Count);
        Assert.Equal(1002, stage.BusyTicks);
    }

    [Fact]
    public void A_given_number_of_invocations_is_repeated_until_the_rule_is_met()
    {
        ActualStage<FakeTime.Clock> stage = Run(new StageSettings { InvocationCount = 50 }, latency: 10);

        Assert.All(stage.Windows, window => Assert.Equal(50, window.Count));
        Assert.Equal(300, stage.Inferences);
    }

    [Fact]
    public void Windows_hold_their_inferences_and_nothing_else()
    {
        ActualStage<FakeTime.Clock> stage = Run(new StageSettings(), latency: 7);

        long[] stamps = [.. stage.Stamps];
        Assert.Equal(stage.Inferences * 2, stamps.Length);
        Assert.All(stage.Windows, window =>
        {
            Assert.Equal(stamps[2 * window.First], window.StartNs);
            Assert.Equal(stamps[(2 * (window.First + window.Count)) - 1], window.EndNs);
        });
        Assert.Equal(7, stage.MedianTicks());
    }

    [Fact]
    public void Inferences_without_room_are_counted_as_dropped()
    {
        var recorder = new InferenceRecorder<FakeTime.Clock>(_time.Inference(1), _time.CreateClock(), capacity: 4);

        TraceWindow window = recorder.Run(new IterationBudget(0, 10, 10), out long inferences);

        Assert.Equal(10, inferences);
        Assert.Equal(6, recorder.Dropped);
        Assert.Equal(4, window.Count);
        Assert.Equal(10, window.EndNs - window.StartNs);
    }

    [Fact]
    public void Measuring_allocates_nothing()
    {
        long counter = 0;
        var stage = new ActualStage<StopwatchClock>(
            () =>
            {
                counter++;
                return null!;
            },
            default,
            new StageSettings { IterationCount = 3, InvocationCount = 1000 },
            1);

        stage.Run((_, _, _) => { });

        Assert.Equal(3000, counter);
        Assert.Equal(0, stage.AllocatedBytesPerInference);
    }

    private ActualStage<FakeTime.Clock> Run(StageSettings settings, long latency)
    {
        var stage = new ActualStage<FakeTime.Clock>(_time.Inference(latency), _time.CreateClock(), settings, latency);
        stage.Run((_, _, _) => { });
        Assert.Equal(0, stage.Dropped);
        return stage;
    }
}
