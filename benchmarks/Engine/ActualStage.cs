using InferenceBench.Contracts;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Engine;

/// <summary>The measured stage: iterations back to back until the stop rule ends it.</summary>
/// <typeparam name="TClock">The clock.</typeparam>
internal sealed class ActualStage<TClock>
    where TClock : struct, IMonotonicClock
{
    // Room when nothing is known of the latency (no warm-up): 8 MiB, of which only what is used becomes resident.
    private const int LeastCapacity = 1 << 19;
    private const int GreatestCapacity = 1 << 25;
    private const double Headroom = 1.5;

    private readonly InferenceRecorder<TClock> _recorder;
    private readonly StopRule _rule;

    /// <summary>A stage that is ready to measure.</summary>
    /// <param name="infer">The measured method.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="settings">When it stops.</param>
    /// <param name="latencyTicks">Expected latency in clock ticks.</param>
    public ActualStage(Func<IInferenceSession> infer, TClock clock, StageSettings settings, double latencyTicks)
    {
        _rule = new StopRule(settings, clock.TicksPerSecond);
        double expected = _rule.ExpectedInferences(Math.Max(1, latencyTicks)) * Headroom;
        _recorder = new InferenceRecorder<TClock>(infer, clock, (int)Math.Clamp(expected, LeastCapacity, GreatestCapacity));
    }

    /// <summary>The iterations, in clock ticks.</summary>
    public List<TraceWindow> Windows { get; } = new(1024);

    /// <summary>Inferences that ran.</summary>
    public long Inferences { get; private set; }

    /// <summary>Sum of the iterations in clock ticks.</summary>
    public long BusyTicks { get; private set; }

    /// <summary>Pairs of start and end in clock ticks.</summary>
    public ReadOnlySpan<long> Stamps => _recorder.Stamps;

    /// <summary>Inferences that found no room in the buffer.</summary>
    public long Dropped => _recorder.Dropped;

    /// <summary>Managed bytes that one inference allocated on average.</summary>
    public double AllocatedBytesPerInference => _recorder.AllocatedBytes / (double)Inferences;

    /// <summary>Measures.</summary>
    /// <param name="afterIteration">Called after each iteration with its index, inferences and ticks; outside of what is measured.</param>
    public void Run(Action<int, long, long> afterIteration)
    {
        while (_rule.Next(Windows.Count, BusyTicks, Inferences) is { } budget)
        {
            TraceWindow window = _recorder.Run(budget, out long inferences);
            Windows.Add(window);
            Inferences += inferences;
            BusyTicks += window.EndNs - window.StartNs;
            afterIteration(Windows.Count, inferences, window.EndNs - window.StartNs);
        }
    }

    /// <summary>Median latency of the stamped inferences in clock ticks (nearest rank).</summary>
    public double MedianTicks()
    {
        ReadOnlySpan<long> stamps = Stamps;
        var latencies = new long[stamps.Length / 2];
        for (int i = 0; i < latencies.Length; i++)
        {
            latencies[i] = stamps[(2 * i) + 1] - stamps[2 * i];
        }

        Array.Sort(latencies);
        return latencies[(latencies.Length - 1) / 2];
    }
}
