using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary>What the builder calls back: the state is a <see cref="GCHandle"/> of the object that answers.</summary>
internal static unsafe class BuildCallbacks
{
    /// <summary><c>infb_trt_next_batch</c>.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static int NextBatch(void* state, void** inputs, long* sizesBytes, int count)
    {
        var samples = (CalibrationSamples)GCHandle.FromIntPtr((nint)state).Target!;
        return samples.Next(new ReadOnlySpan<nint>(inputs, count), new ReadOnlySpan<long>(sizesBytes, count));
    }

    /// <summary><c>infb_trt_log</c>.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Log(void* state, int severity, byte* text)
    {
        ((BuilderMessages)GCHandle.FromIntPtr((nint)state).Target!).Add(severity, NativeText.Line(text));
    }
}
