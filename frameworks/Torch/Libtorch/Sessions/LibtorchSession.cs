using InferenceBench.Contracts;
using InferenceBench.Frameworks.Torch.Loading;
using InferenceBench.Frameworks.Torch.Native;

namespace InferenceBench.Frameworks.Torch.Sessions;

/// <summary>An opened model over buffers that are bound once; a run is one call of the shim and allocates nothing.</summary>
internal sealed class LibtorchSession : IInferenceSession, IDeviceTimedSession
{
    private readonly HostMemory[] _inputs;
    private readonly SessionOutputs _outputs;
    private readonly string _model;
    private readonly bool _isOnGpu;
    private bool _hasRun;

    private LibtorchSession(OpenRequest request, LibtorchOptions options, TorchModule module, IReadOnlyList<TensorSpec> outputs, ElementType computeType)
    {
        _model = request.ModelPath;
        Module = module;
        Inputs = request.Inputs;
        TorchOptimisation optimisation = OptimisationOf(request, options);
        bool onGpu = _isOnGpu = request.Device.Kind == DeviceKind.Cuda;
        module.Configure(new TorchOptions
        {
            Device = onGpu ? 1 : 0,
            DeviceIndex = request.Device.Index,
            // 0 leaves weights and inputs in their own types.
            ComputeType = computeType == ElementType.Float32 ? 0 : (int)computeType,
            Optimisation = (int)optimisation,
            ChannelsLast = options.ChannelsLast ? 1 : 0,
            CudaGraph = onGpu && options.CudaGraph ? 1 : 0,
        });
        Settings = SessionSettings.Describe(request, options, optimisation, computeType, module.KeptOutOfOneDnn);
        _inputs = SessionMemory.Allocate(request.Inputs);
        try
        {
            module.BindInputs(request.Inputs, _inputs);
            _outputs = new SessionOutputs(module, outputs);
        }
        catch
        {
            // The module refers to the buffers.
            module.Dispose();
            SessionMemory.Free(_inputs);
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TensorSpec> Inputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorSpec> Outputs => _outputs.Specs;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <inheritdoc/>
    public DeviceTimes? LastDeviceTimes
    {
        get
        {
            if (!_isOnGpu)
            {
                return null;
            }

            TorchTimes times = Module.Times;
            return new DeviceTimes(times.H2dMs, times.ComputeMs, times.D2hMs, times.EnqueueMs);
        }
    }

    /// <summary>What runs; its memory is told there.</summary>
    internal TorchModule Module { get; }

    /// <summary>Opens a model.</summary>
    /// <exception cref="InferenceException">libtorch refuses the model, the provider, the device or an option.</exception>
    /// <exception cref="NotSupportedException">The device does not compute in the precision, or an operator is not lowered.</exception>
    public static LibtorchSession Open(OpenRequest request)
    {
        LibtorchOptions options = LibtorchOptions.Parse(request.Options);
        LibtorchDevices.Require(request, LibtorchRuntime.Require());
        TorchLibrary.SetThreads(request.Threads, options.InterOpThreads);
        TorchLibrary.SetSwitches(options.Tf32, options.CudnnBenchmark, options.OneDnn);
        if (request.Precision is Precision.Fp16 or Precision.Bf16)
        {
            TorchLibrary.RequireSupport(request.Device, request.Precision == Precision.Fp16 ? ElementType.Float16 : ElementType.BFloat16);
        }

        try
        {
            TorchModule module = ModuleOpener.Open(request, out IReadOnlyList<TensorSpec> outputs, out ElementType computeType);
            return Configure(request, options, module, outputs, computeType);
        }
        catch (InferenceException e)
        {
            throw new InferenceException($"libtorch cannot open {request.ModelPath} on {request.Device}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void SetInput(int index, ReadOnlySpan<byte> data)
    {
        Span<byte> input = _inputs[index].Bytes;
        if (data.Length != input.Length)
        {
            throw new ArgumentException($"input {Inputs[index]} has {input.Length} bytes, not {data.Length}", nameof(data));
        }

        data.CopyTo(input);
    }

    /// <inheritdoc/>
    public void Run()
    {
        try
        {
            Module.Run();
            _outputs.Complete(Module);
            _hasRun = true;
        }
        catch (InferenceException e)
        {
            throw new InferenceException($"libtorch cannot run {_model}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> GetOutput(int index)
    {
        return _hasRun
            ? _outputs.Read(index)
            : throw new InvalidOperationException($"{_model} has not run yet");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The module refers to the buffers.
        Module.Dispose();
        _outputs.Dispose();
        SessionMemory.Free(_inputs);
    }

    private static LibtorchSession Configure(
        OpenRequest request, LibtorchOptions options, TorchModule module, IReadOnlyList<TensorSpec> outputs, ElementType computeType)
    {
        try
        {
            return new LibtorchSession(request, options, module, outputs, computeType);
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    private static TorchOptimisation OptimisationOf(OpenRequest request, LibtorchOptions options)
    {
        return request.Variant == LibtorchDescriptor.Eager ? TorchOptimisation.Eager
            : options.FreezeOnly ? TorchOptimisation.Frozen
            : TorchOptimisation.Optimised;
    }
}
