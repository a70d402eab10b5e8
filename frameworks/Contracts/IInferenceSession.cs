namespace InferenceBench.Contracts;

/// <summary>An opened model with its own input and output buffers. Not thread-safe: one thread calls all members.</summary>
public interface IInferenceSession : IDisposable
{
    /// <summary>The inputs, with concrete shapes.</summary>
    IReadOnlyList<TensorSpec> Inputs { get; }

    /// <summary>The outputs; shapes are concrete at the latest after the first <see cref="Run"/>.</summary>
    IReadOnlyList<TensorSpec> Outputs { get; }

    /// <summary>Effective settings by name: threads, optimisation level, transfers in or out of the timed region and so on.</summary>
    IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Copies one input into the session's buffer; stays until set again.</summary>
    /// <param name="index">Index into <see cref="Inputs"/>.</param>
    /// <param name="data">Raw little-endian elements in C order, exactly <see cref="TensorSpec.SizeBytes"/> long.</param>
    /// <exception cref="ArgumentException">The length is not that of the input.</exception>
    void SetInput(int index, ReadOnlySpan<byte> data);

    /// <summary>Runs one inference over the whole batch. Returns when the outputs are readable by the CPU. Allocates no managed memory.</summary>
    /// <exception cref="InferenceException">The engine failed; the message holds its own text.</exception>
    void Run();

    /// <summary>One output of the last <see cref="Run"/>, valid until the next one or until <see cref="IDisposable.Dispose"/>.</summary>
    /// <param name="index">Index into <see cref="Outputs"/>.</param>
    /// <returns>Raw little-endian elements in C order.</returns>
    /// <exception cref="InvalidOperationException">Nothing has run yet.</exception>
    ReadOnlySpan<byte> GetOutput(int index);
}
