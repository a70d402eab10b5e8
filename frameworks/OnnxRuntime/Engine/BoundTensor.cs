using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceBench.Frameworks.OnnxRuntime.Engine;

/// <summary>
/// One input or output: host memory at a fixed address, and the engine's value over it. On a GPU the value lies over device memory and the host memory is
/// page-locked; the copies between them are explicit.
/// </summary>
internal sealed class BoundTensor : IDisposable
{
    private readonly HostMemory _host;
    private readonly DeviceMemory? _device;

    /// <summary>Allocates the memory.</summary>
    /// <param name="spec">Name, type and concrete shape.</param>
    /// <param name="context">The GPU; null for the CPU.</param>
    /// <exception cref="InferenceException">The tensor has more than 2 GiB.</exception>
    public BoundTensor(TensorSpec spec, CudaContext? context)
    {
        Spec = spec;
        if (spec.SizeBytes > Array.MaxLength)
        {
            throw new InferenceException($"{spec} has {spec.SizeBytes} bytes; at most {Array.MaxLength} can be fed or read");
        }

        int sizeBytes = (int)spec.SizeBytes;
        _host = context is null ? new HostMemory(sizeBytes) : new PageLockedMemory(sizeBytes, context);
        _device = context is null ? null : new DeviceMemory(sizeBytes, context);
        using OrtMemoryInfo? deviceInfo = context is null
            ? null
            : new OrtMemoryInfo(OrtMemoryInfo.allocatorCUDA, OrtAllocatorType.DeviceAllocator, context.Device.Index, OrtMemType.Default);
        Value = OrtValue.CreateTensorValueWithData(
            deviceInfo ?? OrtMemoryInfo.DefaultInstance,
            (TensorElementType)spec.ElementType,
            [.. spec.Shape],
            _device?.Address ?? _host.Address,
            sizeBytes);
    }

    /// <summary>Name, type and shape.</summary>
    public TensorSpec Spec { get; }

    /// <summary>The engine's value.</summary>
    public OrtValue Value { get; }

    /// <summary>The bytes on the host.</summary>
    public Span<byte> Bytes => _host.Bytes;

    /// <summary>Copies host to device; nothing to do on the CPU.</summary>
    public void Upload()
    {
        _device?.CopyFrom(_host);
    }

    /// <summary>Copies device to host; nothing to do on the CPU.</summary>
    public void Download()
    {
        _device?.CopyTo(_host);
    }

    public void Dispose()
    {
        Value.Dispose();
        _device?.Dispose();
        _host.Dispose();
    }
}
