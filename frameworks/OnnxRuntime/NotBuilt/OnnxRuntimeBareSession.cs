using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.OnnxRuntime;

/// <summary>Stands for the plain loop in a build without ONNX Runtime.</summary>
public sealed class OnnxRuntimeBareSession : IDisposable
{
    private OnnxRuntimeBareSession()
    {
    }

    /// <summary>Always fails with the reason.</summary>
    /// <param name="request">The model and how to run it.</param>
    /// <exception cref="InferenceException">ONNX Runtime is not part of this build.</exception>
    public static OnnxRuntimeBareSession Open(OpenRequest request)
    {
        throw new InferenceException($"onnxruntime is {OnnxRuntimeFramework.Reason}; {OnnxRuntimeFramework.Remedy}");
    }

    /// <summary>Never reached: no session can be opened.</summary>
    /// <param name="index">Index of the input.</param>
    /// <param name="data">Raw elements.</param>
    public void SetInput(int index, ReadOnlySpan<byte> data)
    {
        throw new NotSupportedException(OnnxRuntimeFramework.Reason);
    }

    /// <summary>Never reached: no session can be opened.</summary>
    public void Run()
    {
        throw new NotSupportedException(OnnxRuntimeFramework.Reason);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
