using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime;

namespace InferenceBench.Frameworks.OnnxRuntime.Engine;

/// <summary>An opened model over buffers that are bound once; a run passes three handles to the engine and allocates nothing.</summary>
internal sealed class OnnxRuntimeSession : IInferenceSession
{
    private readonly string _model;
    private readonly CudaContext? _context;
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly OrtIoBinding _binding;
    private readonly BoundTensor[] _inputs;
    private readonly OutputBindings _outputs;
    private bool _hasRun;

    private OnnxRuntimeSession(OpenRequest request, OnnxRuntimeOptions options, InferenceSession session)
    {
        _model = request.ModelPath;
        _session = session;
        EngineLibrary library = EngineRuntime.Require();
        IReadOnlyList<(string Provider, string Operator)> nodes = NodeAssignment.Read(library, session);
        ProviderPlacement.Require(request.Provider, request.ModelPath, nodes);
        Inputs = request.Inputs;
        Settings = Describe(request, options, library, nodes);
        _context = request.Device.Kind == DeviceKind.Cuda ? new CudaContext(request.Device) : null;
        _inputs = [.. request.Inputs.Select(spec => new BoundTensor(spec, _context))];
        _binding = session.CreateIoBinding();
        try
        {
            foreach (BoundTensor input in _inputs)
            {
                _binding.BindInput(input.Spec.Name, input.Value);
            }

            _outputs = new OutputBindings(_binding, OutputSpecs(request, options, session), _context);
        }
        catch
        {
            // Before its session: a binding refers to it.
            _binding.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TensorSpec> Inputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorSpec> Outputs => _outputs.Specs;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Opens a model.</summary>
    public static OnnxRuntimeSession Open(OpenRequest request)
    {
        OnnxRuntimeOptions options = OnnxRuntimeOptions.Parse(request.Options);
        InferenceSession session = SessionOpener.Open(request, options);
        try
        {
            return new OnnxRuntimeSession(request, options, session);
        }
        catch (Exception e)
        {
            session.Dispose();
            if (e is OnnxRuntimeException or InsufficientMemoryException or OutOfMemoryException)
            {
                throw new InferenceException($"onnxruntime cannot bind the inputs and outputs of {request.ModelPath}: {EngineText.OneLine(e.Message)}", e);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void SetInput(int index, ReadOnlySpan<byte> data)
    {
        BoundTensor input = _inputs[index];
        if (data.Length != input.Bytes.Length)
        {
            throw new ArgumentException($"input {input.Spec} has {input.Bytes.Length} bytes, not {data.Length}", nameof(data));
        }

        data.CopyTo(input.Bytes);
        _outputs.InputsChanged();
    }

    /// <inheritdoc/>
    public void Run()
    {
        try
        {
            if (_context is not null)
            {
                Upload();
            }

            _session.RunWithBinding(_runOptions, _binding);
            if (_context is not null)
            {
                _binding.SynchronizeBoundOutputs();
            }

            _outputs.Complete();
            _hasRun = true;
        }
        catch (OnnxRuntimeException e)
        {
            throw new InferenceException($"onnxruntime cannot run {_model}: {EngineText.OneLine(e.Message)}", e);
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
        _binding.Dispose();
        _outputs.Dispose();
        foreach (BoundTensor input in _inputs)
        {
            input.Dispose();
        }

        _runOptions.Dispose();
        _session.Dispose();
    }

    private void Upload()
    {
        _context!.MakeCurrent();
        foreach (BoundTensor input in _inputs)
        {
            input.Upload();
        }
    }

    // A captured CUDA graph keeps the addresses of its first run, so that its outputs must be bound before; elsewhere only the engine's own word on shapes counts.
    private static TensorSpec[] OutputSpecs(OpenRequest request, OnnxRuntimeOptions options, InferenceSession session)
    {
        TensorSpec[] specs = [.. session.OutputNames.Select(name => SessionSignature.OutputSpec(name, session.OutputMetadata[name]))];
        if (!options.CudaGraph || request.Device.Kind != DeviceKind.Cuda)
        {
            return specs;
        }

        TensorSpec[] known = [.. specs.Select(spec => spec.IsConcrete ? spec : request.Outputs.FirstOrDefault(output => output.Name == spec.Name) ?? spec)];
        TensorSpec? open = known.FirstOrDefault(static spec => !spec.IsConcrete);
        return open is null
            ? known
            : throw new InferenceException($"onnxruntime.cuda-graph=true needs fixed output shapes, and that of {open} is not known before a run; leave the option out");
    }

    private static Dictionary<string, string> Describe(
        OpenRequest request, OnnxRuntimeOptions options, EngineLibrary library, IReadOnlyList<(string Provider, string Operator)> nodes)
    {
        bool onGpu = request.Device.Kind == DeviceKind.Cuda;
        return new Dictionary<string, string>
        {
            ["provider"] = OnnxRuntimeDescriptor.EngineNameOf(request.Provider),
            ["nodes"] = ProviderPlacement.Describe(nodes),
            ["threads"] = request.Threads.ToString(CultureInfo.InvariantCulture),
            ["interOpThreads"] = "1",
            ["executionMode"] = "sequential",
            ["graphOptimizationLevel"] = options.GraphOptimization.ToString().ToLowerInvariant(),
            ["memoryPattern"] = options.MemoryPattern ? "true" : "false",
            ["allowSpinning"] = options.AllowSpinning ? "true" : "false",
            ["cudaGraph"] = onGpu && options.CudaGraph ? "true" : "false",
            ["transfers"] = onGpu ? "in the timed region" : "none (cpu)",
            ["library"] = $"ONNX Runtime {library.Version}, {EngineRuntime.DescribeOrigin(library)}",
        };
    }
}
