using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using InferenceBench.Cli;
using Perfolizer.Horology;

namespace InferenceBench.Engine;

/// <summary>How long a case warms up and measures. Null means: not given, the default rule decides.</summary>
internal sealed record StageSettings
{
    /// <summary>Least time of the default rule.</summary>
    public static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(3);

    /// <summary>Greatest time of the default rule.</summary>
    public static readonly TimeSpan LongestDuration = TimeSpan.FromSeconds(30);

    /// <summary>Least number of inferences of the default rule: what a p90 needs.</summary>
    public const int LeastInferences = 64;

    /// <summary>Iterations that a duration is divided into.</summary>
    public const int IterationsPerDuration = 10;

    /// <summary>Least warm-up of the default rule.</summary>
    public static readonly TimeSpan DefaultWarmUp = TimeSpan.FromSeconds(1);

    /// <summary>Greatest warm-up of the default rule.</summary>
    public static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(5);

    /// <summary><c>--duration</c>: obeyed exactly.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Least time that the default rule measures in place of <see cref="DefaultDuration"/>: what a power source needs; null for nothing.</summary>
    public TimeSpan? LeastDuration { get; init; }

    /// <summary><c>--warmup</c>: obeyed exactly.</summary>
    public TimeSpan? WarmUp { get; init; }

    /// <summary><c>--iterationTime</c>.</summary>
    public TimeSpan? IterationTime { get; init; }

    /// <summary><c>--iterationCount</c>: that many iterations and no more.</summary>
    public int? IterationCount { get; init; }

    /// <summary><c>--invocationCount</c>: inferences of one iteration.</summary>
    public long? InvocationCount { get; init; }

    /// <summary><c>--warmupCount</c>: iterations of warm-up.</summary>
    public int? WarmUpCount { get; init; }

    /// <summary>Time that is measured at least: the given one, or that of the default rule.</summary>
    public TimeSpan EffectiveDuration => Duration ?? LeastDuration ?? DefaultDuration;

    /// <summary>Length of one iteration.</summary>
    public TimeSpan Iteration => IterationTime
        ?? EffectiveDuration / (Duration is not null && IterationCount is { } count ? count : IterationsPerDuration);

    /// <summary>The rule that ends measuring, for people.</summary>
    public string StopText
    {
        get
        {
            string iteration = InvocationCount is { } invocations ? $"{invocations} inferences" : Durations.Show(Iteration);
            return this switch
            {
                { IterationCount: { } count } => $"{count} × {iteration}",
                { Duration: { } duration } => Durations.Show(duration),
                _ => $"{Durations.Show(EffectiveDuration)} and {LeastInferences} inferences, at most {Durations.Show(LongestDuration)}",
            };
        }
    }

    /// <summary>These settings with the default rule lengthened to what a power source needs, at most <see cref="LongestDuration"/>. A given duration or count stays.</summary>
    /// <param name="needed">What it needs; null for nothing.</param>
    public StageSettings Lengthened(TimeSpan? needed)
    {
        return needed > DefaultDuration && this is { Duration: null, IterationCount: null }
            ? this with { LeastDuration = needed < LongestDuration ? needed : LongestDuration }
            : this;
    }

    /// <summary>The settings of a job and of the suite's own options. A dry job runs one inference, and its own.</summary>
    /// <param name="options">The run's options.</param>
    /// <param name="job">The job, with BenchmarkDotNet's options applied.</param>
    public static StageSettings From(RunOptions options, Job job)
    {
        RunMode run = job.Run;
        bool isColdStart = run.HasValue(RunMode.RunStrategyCharacteristic) && run.RunStrategy == RunStrategy.ColdStart;
        return new StageSettings
        {
            Duration = options.Duration,
            WarmUp = options.WarmUp ?? (isColdStart ? TimeSpan.Zero : null),
            IterationTime = run.HasValue(RunMode.IterationTimeCharacteristic) ? TimeSpan.FromMilliseconds(run.IterationTime.ToMilliseconds()) : null,
            IterationCount = run.HasValue(RunMode.IterationCountCharacteristic) ? run.IterationCount : null,
            InvocationCount = run.HasValue(RunMode.InvocationCountCharacteristic) ? run.InvocationCount : isColdStart ? 1 : null,
            WarmUpCount = !isColdStart && run.HasValue(RunMode.WarmupCountCharacteristic) ? run.WarmupCount : null,
        };
    }
}
