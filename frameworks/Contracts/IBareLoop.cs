namespace InferenceBench.Contracts;

/// <summary>The plainest loop that a user of the engine's own API writes, for comparison with the suite's session. Not thread-safe.</summary>
public interface IBareLoop : IDisposable
{
    /// <summary>Copies one input.</summary>
    /// <param name="index">Index into the request's inputs.</param>
    /// <param name="data">Raw little-endian elements in C order.</param>
    /// <exception cref="ArgumentException">The length is not that of the input.</exception>
    void SetInput(int index, ReadOnlySpan<byte> data);

    /// <summary>Runs one inference over the whole batch and drops the results.</summary>
    /// <exception cref="InferenceException">The engine failed; the message holds its own text.</exception>
    void Run();
}
