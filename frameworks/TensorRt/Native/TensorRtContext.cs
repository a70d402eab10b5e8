using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary>An execution context with its buffers: <c>infb_trt_session</c>. One thread at a time.</summary>
internal sealed unsafe class TensorRtContext : IDisposable
{
    private readonly ContextHandle _handle;

    /// <summary>Takes over a context.</summary>
    /// <param name="handle">The context.</param>
    public TensorRtContext(ContextHandle handle)
    {
        _handle = handle;
    }

    /// <summary>Why there is no CUDA graph though one was asked for; empty when there is one or none was asked for.</summary>
    public string GraphProblem => NativeText.Line(TensorRtMethods.infb_trt_graph_problem(_handle));

    /// <summary>Device times of the last run.</summary>
    public TensorRtTimes Times
    {
        get
        {
            TensorRtTimes times;
            TensorRtErrors.ThrowIfError(TensorRtMethods.infb_trt_get_times(_handle, &times), nameof(TensorRtMethods.infb_trt_get_times));
            return times;
        }
    }

    /// <summary>Memory of the device, and what a run copies.</summary>
    public TensorRtMemory Memory
    {
        get
        {
            TensorRtMemory memory;
            TensorRtErrors.ThrowIfError(TensorRtMethods.infb_trt_get_memory(_handle, &memory), nameof(TensorRtMethods.infb_trt_get_memory));
            return memory;
        }
    }

    /// <summary>Sets the shape of a dynamic input; before <see cref="Prepare"/>.</summary>
    public void SetShape(TensorSpec input)
    {
        using NativeArguments arguments = new();
        TensorRtErrors.ThrowIfError(
            TensorRtMethods.infb_trt_set_shape(_handle, arguments.Text(input.Name), arguments.Integers(input.Shape), input.Shape.Count),
            nameof(TensorRtMethods.infb_trt_set_shape));
    }

    /// <summary>Allocates all buffers, runs once, and captures the CUDA graph where that is asked for.</summary>
    public void Prepare()
    {
        TensorRtErrors.ThrowIfError(TensorRtMethods.infb_trt_prepare(_handle), nameof(TensorRtMethods.infb_trt_prepare));
    }

    /// <summary>The host's side of a tensor: of an input from <see cref="Prepare"/> on, of an output after a run and until the next.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="shape">Its shape in the last run.</param>
    /// <exception cref="InferenceException">It has more than 2 GiB.</exception>
    public Span<byte> GetBuffer(string name, out long[] shape)
    {
        using NativeArguments arguments = new();
        void* data;
        long sizeBytes;
        int rank;
        long* dimensions = stackalloc long[TensorRtMethods.INFB_TRT_MAX_RANK];
        TensorRtErrors.ThrowIfError(
            TensorRtMethods.infb_trt_get_buffer(_handle, arguments.Text(name), &data, &sizeBytes, dimensions, &rank), nameof(TensorRtMethods.infb_trt_get_buffer));
        shape = new ReadOnlySpan<long>(dimensions, rank).ToArray();
        return sizeBytes <= Array.MaxLength
            ? new Span<byte>(data, (int)sizeBytes)
            : throw new InferenceException($"'{name}' has {sizeBytes} bytes; at most {Array.MaxLength} can be fed or read");
    }

    /// <summary>Memory mode device: copies the inputs to the device.</summary>
    public void Upload()
    {
        TensorRtErrors.ThrowIfError(TensorRtMethods.infb_trt_upload(_handle), nameof(TensorRtMethods.infb_trt_upload));
    }

    /// <summary>Memory mode device: copies the outputs to the host.</summary>
    public void Download()
    {
        TensorRtErrors.ThrowIfError(TensorRtMethods.infb_trt_download(_handle), nameof(TensorRtMethods.infb_trt_download));
    }

    /// <summary>One inference.</summary>
    public void Run()
    {
        TensorRtErrors.ThrowIfError(TensorRtMethods.infb_trt_run(_handle), nameof(TensorRtMethods.infb_trt_run));
    }

    /// <summary>Runs with TensorRT's profiler and without a CUDA graph.</summary>
    /// <param name="count">How often.</param>
    /// <returns>Each layer, in the order in which they ran, with the milliseconds of all runs together.</returns>
    public IReadOnlyList<(string Name, double Milliseconds)> Profile(int count)
    {
        int layers;
        TensorRtErrors.ThrowIfError(TensorRtMethods.infb_trt_profile(_handle, count, &layers), nameof(TensorRtMethods.infb_trt_profile));
        var times = new (string, double)[layers];
        for (int i = 0; i < layers; i++)
        {
            TensorRtLayer layer;
            TensorRtErrors.ThrowIfError(TensorRtMethods.infb_trt_get_layer(_handle, i, &layer), nameof(TensorRtMethods.infb_trt_get_layer));
            times[i] = (NativeText.Line(layer.Name), layer.Milliseconds);
        }

        return times;
    }

    /// <summary>The shim's own loop over this context.</summary>
    /// <param name="durationsNs">Gets the time of each inference.</param>
    public void RunBareLoop(Span<long> durationsNs)
    {
        fixed (long* durations = durationsNs)
        {
            TensorRtErrors.ThrowIfError(TensorRtMethods.infb_trt_bare_loop(_handle, durationsNs.Length, durations), nameof(TensorRtMethods.infb_trt_bare_loop));
        }
    }

    public void Dispose()
    {
        _handle.Dispose();
    }
}
