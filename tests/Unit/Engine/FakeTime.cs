using InferenceBench.Contracts;
using InferenceBench.Engine;

namespace InferenceBench.Tests.Unit.Engine;

/// <summary>Time that only inferences let pass, in milliseconds.</summary>
internal sealed class FakeTime
{
    public long Now { get; private set; }

    public long Inferences { get; private set; }

    public Clock CreateClock()
    {
        return new Clock(this);
    }

    public Func<IInferenceSession> Inference(Func<long, long> latencyOf)
    {
        return () =>
        {
            Now += latencyOf(Inferences++);
            return null!;
        };
    }

    public Func<IInferenceSession> Inference(long latency)
    {
        return Inference(_ => latency);
    }

    internal readonly struct Clock(FakeTime time) : IMonotonicClock
    {
        public long TicksPerSecond => 1000;

        public long Now => time.Now;
    }
}
