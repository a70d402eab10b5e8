using System.Runtime.CompilerServices;
using InferenceBench.Contracts;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Engine;

/// <summary>Runs inferences back to back and stamps the start and end of each into memory that is there before measuring begins.</summary>
/// <typeparam name="TClock">The clock.</typeparam>
internal sealed class InferenceRecorder<TClock>
    where TClock : struct, IMonotonicClock
{
    private readonly Func<IInferenceSession> _infer;
    private readonly TClock _clock;
    private readonly long[] _stamps;
    private int _used;
    private long _dropped;

    /// <summary>A recorder without stamps.</summary>
    /// <param name="infer">The measured method.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="capacity">Inferences that it can hold; later ones run and are counted as dropped.</param>
    public InferenceRecorder(Func<IInferenceSession> infer, TClock clock, int capacity)
    {
        _infer = infer;
        _clock = clock;
        _stamps = GC.AllocateUninitializedArray<long>(checked(capacity * 2), pinned: true);
    }

    /// <summary>Pairs of start and end in clock ticks.</summary>
    public ReadOnlySpan<long> Stamps => _stamps.AsSpan(0, _used);

    /// <summary>Inferences that ran but found no room.</summary>
    public long Dropped => _dropped;

    /// <summary>Managed bytes that the inferences allocated on this thread.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>Runs one iteration.</summary>
    /// <param name="budget">When it ends.</param>
    /// <param name="inferences">Inferences that it ran, those without room included.</param>
    /// <returns>Its window, in clock ticks.</returns>
    public TraceWindow Run(IterationBudget budget, out long inferences)
    {
        int first = _used / 2;
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        (long start, long end, inferences) = Loop(budget);
        AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        return new TraceWindow(start, end, first, (_used / 2) - first);
    }

    // Compiled once, at full optimisation: a change of code in the middle of a run would show as a change of latency.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (long Start, long End, long Inferences) Loop(IterationBudget budget)
    {
        long[] stamps = _stamps;
        Func<IInferenceSession> infer = _infer;
        TClock clock = _clock;
        int used = _used;
        long inferences = 0;
        long start = clock.Now;
        long begin = start;
        long end;
        while (true)
        {
            infer();
            end = clock.Now;
            if (used < stamps.Length)
            {
                stamps[used] = begin;
                stamps[used + 1] = end;
                used += 2;
            }
            else
            {
                _dropped++;
            }

            inferences++;
            if (inferences >= budget.Most || (inferences >= budget.Least && end - start >= budget.Ticks))
            {
                break;
            }

            begin = clock.Now;
        }

        _used = used;
        return (start, end, inferences);
    }
}
