using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Native;

namespace InferenceBench.Frameworks.TensorFlow.Sessions;

/// <summary>A model in a session of TensorFlow's: what to feed and what to fetch.</summary>
/// <param name="Graph">Its graph.</param>
/// <param name="Session">The session over it.</param>
/// <param name="Inputs">The inputs, of known shapes.</param>
/// <param name="Feeds">Where the inputs go, in their order.</param>
/// <param name="Outputs">The outputs; −1 where a dimension is not known.</param>
/// <param name="Fetches">Where the outputs come from, in their order.</param>
internal sealed record OpenedModel(
    NativeGraph Graph,
    NativeSession Session,
    IReadOnlyList<TensorSpec> Inputs,
    IReadOnlyList<TF_Output> Feeds,
    IReadOnlyList<TensorSpec> Outputs,
    IReadOnlyList<TF_Output> Fetches) : IDisposable
{
    public void Dispose()
    {
        Session.Dispose();
        Graph.Dispose();
    }
}
