using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorFlow.Engine;
using InferenceBench.Frameworks.TensorFlow.Lowering;
using InferenceBench.Frameworks.TensorFlow.Sessions;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow;

/// <summary>TensorFlow through its C API: ONNX files lowered to a GraphDef, and the user's own SavedModels.</summary>
public sealed class TensorFlowFramework : IInferenceFramework, IModelExporter, IModelFileReader, IBareLoopFramework
{
    /// <inheritdoc/>
    public FrameworkDescriptor Descriptor => TensorFlowDescriptor.Instance;

    /// <inheritdoc/>
    public string Format => "graphdef";

    /// <inheritdoc/>
    public string FormatDescription => "frozen graph with weights, for tf.import_graph_def";

    /// <inheritdoc/>
    public FrameworkProbe Probe()
    {
        return TensorFlowProbe.Of(static () => TensorFlowRuntime.Library, static library => library.Version, static library => library.Origin);
    }

    /// <inheritdoc/>
    public IInferenceSession Open(OpenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return TensorFlowSession.Open(TensorFlowDescriptor.Id, request, options => new NativeModel(ModelOpener.Open(request, options)));
    }

    /// <inheritdoc/>
    public ModelFileFacts ReadFile(string path, Device device, IReadOnlyDictionary<string, string> options)
    {
        return new ModelFileFacts(SavedModelFile.Read(path).Find(TensorFlowOptions.Parse(TensorFlowDescriptor.Id, options).Signature).Choices, Precision.Fp32);
    }

    /// <inheritdoc/>
    public IBareLoop OpenBareLoop(OpenRequest request, IInferenceSession session)
    {
        return new TensorFlowBareLoop((TensorFlowSession)session);
    }

    /// <inheritdoc/>
    public void Export(string modelPath, IReadOnlyList<TensorSpec> inputs, Stream output)
    {
        FrozenGraph.Write(GraphLowering.Lower(OnnxModel.Load(modelPath), inputs, new LoweringOptions()), output);
    }
}
