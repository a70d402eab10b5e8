using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Engine;
using InferenceBench.Frameworks.TensorFlow.Lowering;
using InferenceBench.Frameworks.TensorFlow.Native;
using InferenceBench.Frameworks.TensorFlow.Sessions;
using Tensorflow;
using static Tensorflow.c_api;
using TF_Buffer = Tensorflow.TF_Buffer;
using TF_Output = Tensorflow.TF_Output;

namespace InferenceBench.Frameworks.TensorFlow;

/// <summary>A model in TensorFlow.NET's low level: graph, session and runs are its own calls, tensors are made and read by ours. Session.run would make an NDArray of each result and leave its tensor to the garbage collector, and tf opens an eager context, which takes threads and GPU memory by itself.</summary>
internal sealed class TensorFlowNetModel : IBoundModel
{
    private readonly Status _status = new();
    private readonly SafeGraphHandle _graph = TF_NewGraph();
    private readonly SafeSessionHandle _session;
    private readonly InputTensor[] _inputs;
    private readonly nint[] _values;
    private readonly TF_Output[] _feeds;
    private readonly TF_Output[] _fetches;
    private readonly nint[] _results;

    public TensorFlowNetModel(OpenRequest request, TensorFlowOptions options)
    {
        TensorFlowProgram program = ModelOpener.Lower(request, options);
        (Inputs, Outputs) = (program.Inputs, program.Outputs);
        TF_GraphImportGraphDef(_graph, new Tensorflow.Buffer(GraphBytes.Of(program.Graph)), new ImportGraphDefOptions(), _status);
        Check(nameof(TF_GraphImportGraphDef));
        _session = CreateSession(SessionConfig.Create(request, options));
        _inputs = InputTensor.Allocate(Inputs);
        _values = [.. _inputs.Select(static input => input.Handle.DangerousGetHandle())];
        _feeds = [.. program.Placeholders.Select(Find)];
        _fetches = [.. program.Results.Select(Find)];
        _results = new nint[_fetches.Length];
    }

    public string Engine => $"TensorFlow.NET {TensorFlowNetBuild.VersionOn(TensorFlowRuntime.Library)}, {TensorFlowNetBuild.OriginOn(TensorFlowRuntime.Library)}";

    public IReadOnlyList<TensorSpec> Inputs { get; }

    public IReadOnlyList<TensorSpec> Outputs { get; }

    public Span<byte> InputOf(int index) => _inputs[index].Bytes;

    public void Run() => Run(0, 0);

    public byte[] Trace(byte[] options)
    {
        (Tensorflow.Buffer asked, Tensorflow.Buffer told) = (new(options), new());
        Run(((SafeBufferHandle)asked).DangerousGetHandle(), ((SafeBufferHandle)told).DangerousGetHandle());
        GC.KeepAlive(asked);
        Release();
        return told.ToArray();
    }

    public void Release()
    {
        Array.ForEach(_results, static result => TF_DeleteTensor(result)); // Nothing is done for 0.
        Array.Clear(_results);
    }

    public nint ResultOf(int index) => _results[index];

    public void Dispose()
    {
        _session.Dispose();
        _graph.Dispose();
        Array.ForEach(_inputs, static input => input.Dispose());
    }

    private unsafe void Run(nint options, nint metadata)
    {
        TF_SessionRun(_session, (TF_Buffer*)options, _feeds, _values, _values.Length, _fetches, _results, _results.Length, [], 0, metadata, _status);
        Check(nameof(TF_SessionRun));
    }

    private unsafe SafeSessionHandle CreateSession(byte[] config)
    {
        using SafeSessionOptionsHandle options = TF_NewSessionOptions();
        fixed (byte* bytes = config)
        {
            TF_SetConfig(options, (nint)bytes, (ulong)config.Length, _status);
            Check(nameof(TF_SetConfig));
        }

        SafeSessionHandle session = TF_NewSession(_graph, options, _status);
        Check(nameof(TF_NewSession));
        return session;
    }

    private TF_Output Find(string name)
    {
        string[] parts = name.Split(':');
        return new TF_Output(TF_GraphOperationByName(_graph, parts[0]), parts.Length == 1 ? 0 : int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private void Check(string call)
    {
        if (_status.Code != Tensorflow.TF_Code.TF_OK)
        {
            throw TensorFlowErrors.Create((Native.TF_Code)_status.Code, _status.Message.ReplaceLineEndings(" "), call);
        }
    }
}
