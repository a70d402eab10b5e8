using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Engine;

namespace InferenceBench.Frameworks.TensorFlow.Sessions;

/// <summary>An opened model over tensors that are made once; a run is one <c>TF_SessionRun</c>, its results are copied and given back.</summary>
internal sealed class TensorFlowSession : IInferenceSession
{
    private readonly SessionOutputs _outputs;
    private readonly string _framework;
    private readonly string _path;
    private bool _hasRun;
    private bool _isDisposed;

    private TensorFlowSession(string framework, OpenRequest request, TensorFlowOptions options, IBoundModel model)
    {
        _framework = framework;
        _path = request.ModelPath;
        Model = model;
        _outputs = new SessionOutputs(model.Outputs);
        XlaProof? proof = request.Variant == TensorFlowVariants.Xla ? XlaProof.Require(model.Trace(XlaProof.RunOptions)) : null;
        Settings = SessionSettings.Describe(request, options, model.Engine, proof);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TensorSpec> Inputs => Model.Inputs;

    /// <inheritdoc/>
    public IReadOnlyList<TensorSpec> Outputs => _outputs.Specs;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>What runs.</summary>
    internal IBoundModel Model { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="framework">Id of the framework, for options and messages.</param>
    /// <param name="request">The model and how to run it.</param>
    /// <param name="bind">Opens the model in TensorFlow.</param>
    /// <exception cref="InferenceException">TensorFlow refuses the model, the provider, the device or an option.</exception>
    /// <exception cref="NotSupportedException">An operator is not lowered or has no kernel.</exception>
    /// <exception cref="VariantException">XLA compiled nothing.</exception>
    public static TensorFlowSession Open(string framework, OpenRequest request, Func<TensorFlowOptions, IBoundModel> bind)
    {
        TensorFlowOptions options = TensorFlowOptions.Parse(framework, request.Options);
        TensorFlowDevices.Require(framework, request, TensorFlowRuntime.Require());
        TensorFlowEnvironment.Require(options);
        TensorFlowRuntime.UseThreads(request.Threads);
        try
        {
            IBoundModel model = bind(options);
            try
            {
                return new TensorFlowSession(framework, request, options, model);
            }
            catch
            {
                model.Dispose();
                throw;
            }
        }
        catch (InferenceException e)
        {
            throw new InferenceException($"{framework} cannot open {request.ModelPath} on {request.Device}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void SetInput(int index, ReadOnlySpan<byte> data)
    {
        Span<byte> input = Model.InputOf(index);
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
            Model.Run();
            _outputs.Take(Model);
            _hasRun = true;
        }
        catch (InferenceException e)
        {
            throw new InferenceException($"{_framework} cannot run {_path}: {e.Message}", e);
        }
        finally
        {
            Model.Release();
        }
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> GetOutput(int index)
    {
        return _hasRun
            ? _outputs.Read(index)
            : throw new InvalidOperationException($"{_path} has not run yet");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            Model.Dispose();
            _outputs.Dispose();
        }
    }
}
