using InferenceBench.Contracts;
using Microsoft.Win32.SafeHandles;

namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary>Memory that the shim has allocated: <c>infb_trt_blob</c>.</summary>
internal sealed unsafe class NativeBlob : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly long _sizeBytes;

    /// <summary>Nothing.</summary>
    public NativeBlob()
        : base(ownsHandle: true)
    {
    }

    /// <summary>Takes the memory over.</summary>
    /// <param name="blob">What the shim filled.</param>
    public NativeBlob(TensorRtBlob blob)
        : this()
    {
        SetHandle((nint)blob.Data);
        _sizeBytes = blob.SizeBytes;
    }

    /// <summary>The bytes; valid until this object is disposed of.</summary>
    /// <exception cref="InferenceException">There are more than 2 GiB.</exception>
    public ReadOnlySpan<byte> Bytes => _sizeBytes <= int.MaxValue
        ? new((void*)handle, (int)_sizeBytes)
        : throw new InferenceException($"TensorRT's plan has {_sizeBytes} bytes; at most {int.MaxValue} can be taken over");

    protected override bool ReleaseHandle()
    {
        TensorRtBlob blob = new() { Data = (void*)handle, SizeBytes = _sizeBytes };
        TensorRtMethods.infb_trt_free(&blob);
        return true;
    }
}
