using System.Text;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary>A loaded engine. One thread at a time.</summary>
internal sealed unsafe class TensorRtEngine : IDisposable
{
    private readonly EngineHandle _handle;

    private TensorRtEngine(EngineHandle handle)
    {
        _handle = handle;
        try
        {
            TensorRtEngineInfo info = Info;
            LayerCount = info.LayerCount;
            Tensors = [.. Enumerable.Range(0, info.TensorCount).Select(Describe)];
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Inputs and outputs in the engine's order.</summary>
    public IReadOnlyList<EngineTensor> Tensors { get; }

    /// <summary>Layers after the builder has fused them.</summary>
    public int LayerCount { get; }

    /// <summary>Bytes of the device for the activations of one context.</summary>
    public long DeviceMemoryBytes => Info.DeviceMemoryBytes;

    private TensorRtEngineInfo Info
    {
        get
        {
            TensorRtEngineInfo info;
            TensorRtErrors.ThrowIfError(TensorRtMethods.infb_trt_get_engine_info(_handle, &info), nameof(TensorRtMethods.infb_trt_get_engine_info));
            return info;
        }
    }

    /// <summary>Loads a plan.</summary>
    /// <param name="plan">The plan, which TensorRT copies.</param>
    /// <param name="deviceIndex">CUDA ordinal.</param>
    /// <exception cref="OtherEngineException">It is damaged, or of another TensorRT or GPU.</exception>
    public static TensorRtEngine Load(ReadOnlySpan<byte> plan, int deviceIndex)
    {
        fixed (byte* data = plan)
        {
            TensorRtStatus status = TensorRtMethods.infb_trt_load(data, plan.Length, deviceIndex, out EngineHandle handle);
            try
            {
                TensorRtErrors.ThrowIfError(status, nameof(TensorRtMethods.infb_trt_load));
            }
            catch
            {
                handle.Dispose();
                throw;
            }

            return new TensorRtEngine(handle);
        }
    }

    /// <summary>The engine inspector's JSON.</summary>
    public string Inspect()
    {
        TensorRtBlob blob = default;
        TensorRtErrors.ThrowIfError(TensorRtMethods.infb_trt_inspect(_handle, &blob), nameof(TensorRtMethods.infb_trt_inspect));
        using var json = new NativeBlob(blob);
        return Encoding.UTF8.GetString(json.Bytes);
    }

    /// <summary>Opens a context to run in.</summary>
    /// <param name="options">How it runs.</param>
    public TensorRtContext Open(TensorRtSessionOptions options)
    {
        TensorRtStatus status = TensorRtMethods.infb_trt_open(_handle, &options, out ContextHandle handle);
        try
        {
            TensorRtErrors.ThrowIfError(status, nameof(TensorRtMethods.infb_trt_open));
            return new TensorRtContext(handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _handle.Dispose();
    }

    private EngineTensor Describe(int index)
    {
        TensorRtTensorInfo info;
        TensorRtErrors.ThrowIfError(TensorRtMethods.infb_trt_get_tensor_info(_handle, index, &info), nameof(TensorRtMethods.infb_trt_get_tensor_info));
        int rank = info.Rank;
        var spec = new TensorSpec(NativeText.Read(info.Name), (ElementType)info.DataType, new ReadOnlySpan<long>(info.Shape, rank).ToArray());
        long[] min = new ReadOnlySpan<long>(info.Min, rank).ToArray();
        long[] opt = new ReadOnlySpan<long>(info.Opt, rank).ToArray();
        long[] max = new ReadOnlySpan<long>(info.Max, rank).ToArray();
        return new EngineTensor(new ModelFileInput(spec, min, opt, max), info.IsInput != 0);
    }
}
