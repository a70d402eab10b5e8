using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Sessions;

/// <summary>A model in a session of TensorFlow's with tensors to feed, by one binding or another to its C API.</summary>
internal interface IBoundModel : IDisposable
{
    /// <summary>The engine, its version and where it comes from, for the report.</summary>
    string Engine { get; }

    /// <summary>The inputs, of known shapes.</summary>
    IReadOnlyList<TensorSpec> Inputs { get; }

    /// <summary>The outputs; −1 where a dimension is not known.</summary>
    IReadOnlyList<TensorSpec> Outputs { get; }

    /// <summary>The elements of an input's tensor.</summary>
    Span<byte> InputOf(int index);

    /// <summary>One <c>TF_SessionRun</c>, without managed allocation; its results are there until <see cref="Release"/>.</summary>
    /// <exception cref="NotSupportedException">TensorFlow has no kernel for it.</exception>
    /// <exception cref="InferenceException">TensorFlow failed.</exception>
    void Run();

    /// <summary>Runs once, drops the results and tells how it went.</summary>
    /// <param name="options">A serialised <c>RunOptions</c>.</param>
    /// <returns>A serialised <c>RunMetadata</c>.</returns>
    /// <exception cref="NotSupportedException">TensorFlow has no kernel for it.</exception>
    /// <exception cref="InferenceException">TensorFlow failed.</exception>
    byte[] Trace(byte[] options);

    /// <summary>A result's <c>TF_Tensor *</c>.</summary>
    nint ResultOf(int index);

    /// <summary>Gives the results back to TensorFlow.</summary>
    void Release();
}
