using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt.Sessions;

/// <summary>
/// The loop that somebody would write in C++, inside the shim: copy, <c>enqueueV3</c>, copy, synchronise. It runs the session's own context on the session's own inputs, so
/// that comparing the two shows what the suite's session costs and nothing else.
/// </summary>
internal sealed class TensorRtBareLoop : IBareLoop
{
    private readonly TensorRtSession _session;
    private readonly long[] _durationNs = new long[1];

    /// <summary>A loop over a session.</summary>
    /// <param name="session">The session; it outlives the loop.</param>
    public TensorRtBareLoop(TensorRtSession session)
    {
        _session = session;
    }

    /// <inheritdoc/>
    public void SetInput(int index, ReadOnlySpan<byte> data)
    {
        _session.SetInput(index, data);
    }

    /// <inheritdoc/>
    public void Run()
    {
        _session.Context.RunBareLoop(_durationNs);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
