using InferenceBench.Sampling.Recording;

namespace InferenceBench.Tests.Unit.Sampling.Recording;

/// <summary>Time that passes when someone sleeps, and when a test says so.</summary>
internal sealed class FakeClock : ISamplingClock
{
    public long NowNs { get; set; } = 1_000_000_000_000;

    public double ElapsedMs => (NowNs - 1_000_000_000_000) / 1e6;

    public List<long> Waits { get; } = [];

    public void WaitUntil(long untilNs)
    {
        Waits.Add(untilNs);
        NowNs = untilNs == long.MaxValue ? NowNs : Math.Max(NowNs, untilNs);
    }

    public void Wake()
    {
    }

    public void PassMs(double milliseconds)
    {
        NowNs += (long)(milliseconds * 1e6);
    }
}
