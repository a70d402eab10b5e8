using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Engine;
using InferenceBench.Frameworks.TensorFlow.Native;

namespace InferenceBench.Frameworks.TensorFlow.Sessions;

/// <summary>A model bound by our own declarations of the C API.</summary>
internal sealed class NativeModel : IBoundModel
{
    private readonly OpenedModel _model;
    private readonly InputTensor[] _inputs;
    private readonly NativeRun _run;

    /// <summary>Makes the tensors to feed.</summary>
    /// <param name="model">The model, which is disposed of with this object and when this fails.</param>
    /// <exception cref="InferenceException">An input is too large, or there is no memory for it.</exception>
    public NativeModel(OpenedModel model)
    {
        _model = model;
        try
        {
            _inputs = InputTensor.Allocate(model.Inputs);
            _run = new NativeRun(model.Session, model.Feeds, _inputs, model.Fetches);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public string Engine => $"TensorFlow {TensorFlowRuntime.Library.Version}, {TensorFlowRuntime.Library.Origin}";

    public IReadOnlyList<TensorSpec> Inputs => _model.Inputs;

    public IReadOnlyList<TensorSpec> Outputs => _model.Outputs;

    public Span<byte> InputOf(int index)
    {
        return _inputs[index].Bytes;
    }

    public void Run()
    {
        _run.Run();
    }

    public byte[] Trace(byte[] options)
    {
        return _run.Trace(options);
    }

    public void Release()
    {
        _run.Release();
    }

    public nint ResultOf(int index)
    {
        return _run.ResultOf(index);
    }

    public void Dispose()
    {
        _run.Dispose();
        _model.Dispose();
        Array.ForEach(_inputs, static input => input.Dispose());
    }
}
