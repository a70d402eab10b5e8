using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt.Engines;
using InferenceBench.Frameworks.TensorRt.Loading;
using InferenceBench.Frameworks.TensorRt.Native;

namespace InferenceBench.Frameworks.TensorRt.Sessions;

/// <summary>An engine with a context over buffers of the shim; a run is one call and allocates nothing.</summary>
internal sealed class TensorRtSession : IInferenceSession, IPreparedSession, IDeviceTimedSession, IProfiledSession
{
    private readonly TensorRtEngine _engine;
    private readonly EngineOutputs _outputs;
    private readonly TensorRtOptions _options;
    private readonly string _model;

    private TensorRtSession(OpenRequest request, TensorRtOptions options, BuiltEngine built, IReadOnlyList<TensorSpec> inputs, TensorRtContext context)
    {
        _model = request.ModelPath;
        _engine = built.Engine;
        _options = options;
        _outputs = new EngineOutputs(context, OutputsOf(built.Engine, request.Outputs), IsOnDevice);
        Context = context;
        Inputs = inputs;
        PreparationTime = built.PreparationTime;
        Settings = SessionSettings.Describe(request, options, built, context);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TensorSpec> Inputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorSpec> Outputs => _outputs.Specs;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <inheritdoc/>
    public TimeSpan PreparationTime { get; }

    /// <inheritdoc/>
    public DeviceTimes? LastDeviceTimes
    {
        get
        {
            TensorRtTimes times = Context.Times;
            return new DeviceTimes(times.H2dMs, times.ComputeMs, times.D2hMs, times.EnqueueMs);
        }
    }

    /// <summary>What runs.</summary>
    internal TensorRtContext Context { get; }

    private bool IsOnDevice => _options.Memory == MemoryMode.Device;

    /// <summary>Opens a model.</summary>
    /// <exception cref="InferenceException">TensorRT refuses the model, the provider, the device or an option.</exception>
    /// <exception cref="NotSupportedException">TensorRT does not do the operator or the precision.</exception>
    public static TensorRtSession Open(OpenRequest request)
    {
        TensorRtOptions options = TensorRtOptions.Parse(request.Options);
        TensorRtRuntime.Require();
        TensorRtDevices.Require(request);
        try
        {
            BuiltEngine built = Find(request, options);
            return Open(request, options, built);
        }
        catch (InferenceException e)
        {
            throw new InferenceException($"tensorrt cannot open {request.ModelPath} on {request.Device}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void SetInput(int index, ReadOnlySpan<byte> data)
    {
        TensorSpec input = Inputs[index];
        Span<byte> buffer = Context.GetBuffer(input.Name, out _);
        if (data.Length != input.SizeBytes || buffer.Length < data.Length)
        {
            throw new ArgumentException($"input {input} has {input.SizeBytes} bytes, not {data.Length}", nameof(data));
        }

        data.CopyTo(buffer);
        if (IsOnDevice)
        {
            Context.Upload();
        }
    }

    /// <inheritdoc/>
    public void Run()
    {
        try
        {
            Context.Run();
            _outputs.Complete();
        }
        catch (InferenceException e)
        {
            throw new InferenceException($"tensorrt cannot run {_model}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> GetOutput(int index)
    {
        return _outputs.HasRun
            ? _outputs.Read(index)
            : throw new InvalidOperationException($"{_model} has not run yet");
    }

    /// <inheritdoc/>
    public string? WriteProfile()
    {
        return _options.ExportProfile is { } folder ? LayerProfile.Write(folder, _options.ProfileRuns, _engine, Context) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The context refers to the engine.
        Context.Dispose();
        _engine.Dispose();
    }

    // In the order of the ONNX file, by which outputs are compared; an engine file has its own.
    private static IEnumerable<TensorSpec> OutputsOf(TensorRtEngine engine, IReadOnlyList<TensorSpec> asked)
    {
        string[] names = [.. asked.Select(static output => output.Name)];
        return engine.Tensors.Where(static tensor => !tensor.IsInput)
            .Select(static tensor => tensor.Spec)
            .OrderBy(output => Array.IndexOf(names, output.Name) is >= 0 and int index ? index : int.MaxValue);
    }

    private static BuiltEngine Find(OpenRequest request, TensorRtOptions options)
    {
        if (!EngineFile.Is(request.ModelPath))
        {
            GpuFacts gpu = TensorRtLibrary.GetGpu(request.Device.Index);
            return EngineSource.GetOrBuild(
                new EngineRecipe(request.ModelPath, request.Inputs, request.Precision, request.Device.Index, gpu, TensorRtLibrary.Version, options));
        }

        BuiltEngine built = EngineSource.Load(request.ModelPath, request.Device);
        Precision own = EnginePrecision.Of(request.ModelPath, built.Engine);
        if (own != request.Precision)
        {
            built.Engine.Dispose();
            throw new NotSupportedException($"the engine {Path.GetFileName(request.ModelPath)} was built for {own.ToName()}; for {request.Precision.ToName()} give the ONNX file, or an engine built for it");
        }

        return built;
    }

    private static TensorRtSession Open(OpenRequest request, TensorRtOptions options, BuiltEngine built)
    {
        TensorRtContext? context = null;
        try
        {
            IReadOnlyList<TensorSpec> inputs = EngineInputs.Match(built.Engine, request.Inputs);
            context = built.Engine.Open(new TensorRtSessionOptions
            {
                MemoryMode = (int)options.Memory,
                CudaGraph = options.CudaGraph ? 1 : 0,
                SpinWait = options.SpinWait ? 1 : 0,
            });
            foreach (TensorSpec input in inputs.Where(input => built.Engine.Tensors.Any(tensor => tensor.Spec.Name == input.Name && !tensor.Spec.IsConcrete)))
            {
                context.SetShape(input);
            }

            context.Prepare();
            return new TensorRtSession(request, options, built, inputs, context);
        }
        catch
        {
            context?.Dispose();
            built.Engine.Dispose();
            throw;
        }
    }
}
