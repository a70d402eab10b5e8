using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Sessions;

/// <summary>
/// The loop that somebody would write with the C API: <c>TF_SessionRun</c>, then <c>TF_DeleteTensor</c> for each result. It runs the session's own graph on the
/// session's own inputs, so that comparing the two shows what the suite's session costs and nothing else.
/// </summary>
/// <param name="session">The session; it outlives the loop.</param>
internal sealed class TensorFlowBareLoop(TensorFlowSession session) : IBareLoop
{
    private readonly TensorFlowSession _session = session;
    private readonly IBoundModel _model = session.Model;

    /// <inheritdoc/>
    public void SetInput(int index, ReadOnlySpan<byte> data)
    {
        _session.SetInput(index, data);
    }

    /// <inheritdoc/>
    public void Run()
    {
        _model.Run();
        _model.Release();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
