using InferenceBench.Contracts;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Engine;

/// <summary>Warm-up by time and until stable: three consecutive chunks whose mean latencies lie within 10 %, the rule of perf_analyzer.</summary>
/// <typeparam name="TClock">The clock.</typeparam>
internal sealed class WarmUp<TClock>
    where TClock : struct, IMonotonicClock
{
    private const double StableSpread = 0.10;
    private const int StableChunks = 3;
    private const int ChunksPerSecond = 5;

    private readonly InferenceRecorder<TClock> _recorder;
    private readonly TClock _clock;
    private readonly List<double> _chunkMeans = [];

    /// <summary>A warm-up.</summary>
    /// <param name="infer">The measured method.</param>
    /// <param name="clock">The clock.</param>
    public WarmUp(Func<IInferenceSession> infer, TClock clock)
    {
        // Warm-up runs the loop that will measure, but keeps no stamps.
        _recorder = new InferenceRecorder<TClock>(infer, clock, 0);
        _clock = clock;
    }

    /// <summary>Inferences done.</summary>
    public long Inferences { get; private set; }

    /// <summary>Time spent, in clock ticks.</summary>
    public long Ticks { get; private set; }

    /// <summary>Mean latency of the last chunk in clock ticks; null when nothing ran.</summary>
    public double? LatencyTicks => _chunkMeans.Count > 0 ? _chunkMeans[^1] : null;

    /// <summary>Warms up.</summary>
    /// <param name="settings">An explicit time or number of iterations is obeyed exactly.</param>
    public void Run(StageSettings settings)
    {
        if (settings.WarmUp is { } explicitTime)
        {
            RunFor(TicksOf(explicitTime));
        }
        else if (settings.WarmUpCount is { } count)
        {
            var iteration = settings.InvocationCount is { } invocations
                ? new IterationBudget(0, invocations, invocations)
                : new IterationBudget(TicksOf(settings.Iteration), 1, long.MaxValue);
            for (int i = 0; i < count; i++)
            {
                RunChunk(iteration);
            }
        }
        else
        {
            while (Ticks < TicksOf(StageSettings.DefaultWarmUp) || (!IsStable() && Ticks < TicksOf(StageSettings.LongestWarmUp)))
            {
                RunChunk(new IterationBudget(_clock.TicksPerSecond / ChunksPerSecond, 1, long.MaxValue));
            }
        }
    }

    private void RunFor(long ticks)
    {
        while (Ticks < ticks)
        {
            RunChunk(new IterationBudget(Math.Min(ticks - Ticks, _clock.TicksPerSecond / ChunksPerSecond), 1, long.MaxValue));
        }
    }

    private void RunChunk(IterationBudget budget)
    {
        TraceWindow window = _recorder.Run(budget, out long inferences);
        Inferences += inferences;
        Ticks += window.EndNs - window.StartNs;
        _chunkMeans.Add((window.EndNs - window.StartNs) / (double)inferences);
    }

    private bool IsStable()
    {
        double[] last = [.. _chunkMeans.TakeLast(StableChunks)];
        return last.Length == StableChunks && last.Max() <= last.Min() * (1 + StableSpread);
    }

    private long TicksOf(TimeSpan time)
    {
        return (long)Math.Ceiling(time.TotalSeconds * _clock.TicksPerSecond);
    }
}
