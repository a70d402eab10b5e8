using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary>The shim's failures as exceptions that keep its text.</summary>
internal static unsafe class TensorRtErrors
{
    /// <summary>Does nothing after a success.</summary>
    /// <param name="status">What the call returned; the text of a failure is that of this thread's last call.</param>
    /// <param name="callName">The function.</param>
    /// <exception cref="NotSupportedException">This TensorRT, GPU or model does not do it.</exception>
    /// <exception cref="OtherEngineException">The plan cannot be run here.</exception>
    /// <exception cref="InferenceException">Any other failure.</exception>
    public static void ThrowIfError(TensorRtStatus status, string callName)
    {
        if (status != TensorRtStatus.Ok)
        {
            throw Create(status, callName);
        }
    }

    private static Exception Create(TensorRtStatus status, string callName)
    {
        string text = NativeText.Line(TensorRtMethods.infb_trt_last_error());
        return status switch
        {
            TensorRtStatus.Unsupported => new NotSupportedException(text),
            TensorRtStatus.OutOfMemory => new InferenceException($"out of memory: {text}"),
            TensorRtStatus.OtherEngine => new OtherEngineException(text),
            _ => new InferenceException($"{callName} failed: {text}"),
        };
    }
}
