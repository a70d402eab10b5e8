using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Native;

namespace InferenceBench.Frameworks.Torch.Sessions;

/// <summary>
/// The loop that somebody would write in C++, inside the shim: <c>forward(inputs)</c>, the results' first element read. It runs the session's own module on the
/// session's own inputs, so that comparing the two shows what the suite's session costs and nothing else.
/// </summary>
internal sealed class LibtorchBareLoop : IBareLoop
{
    private readonly LibtorchSession _session;
    private readonly long[] _durationNs = new long[1];

    /// <summary>A loop over a session.</summary>
    /// <param name="session">The session; it outlives the loop.</param>
    public LibtorchBareLoop(LibtorchSession session)
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
        _session.Module.RunBareLoop(_durationNs);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
