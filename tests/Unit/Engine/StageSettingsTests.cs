using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using InferenceBench.Cases;
using InferenceBench.Cli;
using InferenceBench.Engine;
using Xunit;

namespace InferenceBench.Tests.Unit.Engine;

public sealed class StageSettingsTests
{
    [Fact]
    public void Nothing_given_is_the_default_rule()
    {
        StageSettings settings = From(new RunOptions());

        Assert.Equal(new StageSettings(), settings);
        Assert.Equal("3 s and 64 inferences, at most 30 s", settings.StopText);
    }

    [Fact]
    public void A_dry_job_runs_one_inference_without_warm_up()
    {
        StageSettings settings = From(new RunOptions { Duration = TimeSpan.FromSeconds(5) }, "--job", "dry");

        Assert.Equal(1, settings.IterationCount);
        Assert.Equal(1, settings.InvocationCount);
        Assert.Equal(TimeSpan.Zero, settings.WarmUp);
        Assert.Null(settings.WarmUpCount);
        Assert.Equal("1 × 1 inferences", settings.StopText);
    }

    [Fact]
    public void A_short_job_runs_three_iterations()
    {
        StageSettings settings = From(new RunOptions(), "--job", "short");

        Assert.Equal(3, settings.IterationCount);
        Assert.Equal(3, settings.WarmUpCount);
        Assert.Equal("3 × 300 ms", settings.StopText);
    }

    [Fact]
    public void Numeric_options_reach_the_case()
    {
        StageSettings settings = From(new RunOptions(), "--iterationCount", "5", "--invocationCount", "7", "--warmupCount", "2", "--iterationTime", "250");

        Assert.Equal((5, 7L, 2), (settings.IterationCount!.Value, settings.InvocationCount!.Value, settings.WarmUpCount!.Value));
        Assert.Equal(TimeSpan.FromMilliseconds(250), settings.Iteration);
    }

    [Fact]
    public void The_suites_own_options_reach_the_case()
    {
        StageSettings settings = From(new RunOptions { Duration = TimeSpan.FromSeconds(2), WarmUp = TimeSpan.FromSeconds(4) });

        Assert.Equal(TimeSpan.FromSeconds(2), settings.Duration);
        Assert.Equal(TimeSpan.FromSeconds(4), settings.WarmUp);
        Assert.Equal(TimeSpan.FromMilliseconds(200), settings.Iteration);
    }

    [Theory]
    [InlineData(10, "10 s and 64 inferences, at most 30 s")]
    [InlineData(90, "30 s and 64 inferences, at most 30 s")]
    [InlineData(2, "3 s and 64 inferences, at most 30 s")]
    public void A_power_source_lengthens_the_default_rule(double neededSeconds, string stop)
    {
        StageSettings settings = new StageSettings().Lengthened(TimeSpan.FromSeconds(neededSeconds));

        Assert.Equal(stop, settings.StopText);
        Assert.Equal(Math.Clamp(neededSeconds, 3, 30), settings.Iteration.TotalSeconds * StageSettings.IterationsPerDuration);
    }

    [Fact]
    public void A_power_source_lengthens_nothing_that_was_given()
    {
        StageSettings[] given = [new() { Duration = TimeSpan.FromSeconds(2) }, new() { IterationCount = 1 }];

        Assert.All(given, static settings => Assert.Equal(settings, settings.Lengthened(TimeSpan.FromSeconds(10))));
        Assert.Equal(new StageSettings(), new StageSettings().Lengthened(null));
    }

    [Fact]
    public void Options_change_a_job_and_keep_its_name_and_variables()
    {
        Job job = new Job("engine-cpu").WithEnvironmentVariable("A", "1").WithUnrollFactor(1);

        Job mutated = BenchmarkRequest.Parse([], ["--job", "dry", "--envVars", "B:2", "--launchCount", "2"], false).Mutate(job);

        Assert.Equal("engine-cpu", mutated.Id);
        Assert.Equal(["A=1", "B=2"], mutated.Environment.EnvironmentVariables.Select(variable => $"{variable.Key}={variable.Value}"));
        Assert.Equal(2, mutated.Run.LaunchCount);
        Assert.Equal(RunStrategy.ColdStart, mutated.Run.RunStrategy);
    }

    private static StageSettings From(RunOptions options, params string[] arguments)
    {
        return StageSettings.From(options, BenchmarkRequest.Parse([], arguments, false).Mutate(new Job("engine-cpu").WithUnrollFactor(1)));
    }
}
