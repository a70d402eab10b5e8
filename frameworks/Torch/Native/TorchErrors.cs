using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.Torch.Native;

/// <summary>The shim's failures as exceptions that keep its text.</summary>
internal static unsafe class TorchErrors
{
    /// <summary>Does nothing after a success.</summary>
    /// <param name="status">What the call returned; the text of a failure is that of this thread's last call.</param>
    /// <param name="callName">The function.</param>
    /// <exception cref="NotSupportedException">This build, device or data type does not do it.</exception>
    /// <exception cref="InferenceException">Any other failure.</exception>
    public static void ThrowIfError(TorchStatus status, string callName)
    {
        if (status != TorchStatus.Ok)
        {
            throw Create(status, callName);
        }
    }

    private static Exception Create(TorchStatus status, string callName)
    {
        string text = NativeText.Line(TorchMethods.infb_torch_last_error());
        return status switch
        {
            TorchStatus.Unsupported => new NotSupportedException(text),
            TorchStatus.OutOfMemory => new InferenceException($"out of memory: {text}"),
            _ => new InferenceException($"{callName} failed: {text}"),
        };
    }
}
