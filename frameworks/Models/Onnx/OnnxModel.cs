namespace InferenceBench.Models.Onnx;

/// <summary>An ONNX file that was read and checked.</summary>
public sealed class OnnxModel
{
    /// <summary>A model that was built or read.</summary>
    /// <param name="path">Absolute path of the file; empty for a model that is in memory only.</param>
    /// <param name="proto">Its content.</param>
    public OnnxModel(string path, ModelProto proto)
    {
        Path = path;
        Proto = proto;
    }

    /// <summary>Absolute path of the file; empty for a model that is in memory only.</summary>
    public string Path { get; }

    /// <summary>Its content, nodes in an order in which they can run. Initializers of 64 KiB and more are not loaded: they are marked as external data, be it
    /// in the model's own file; <see cref="TensorReader"/> gives their elements, <see cref="OnnxWriter"/> takes them along.</summary>
    public ModelProto Proto { get; }

    /// <summary>Version of the default operator set; 0 when the model does not say.</summary>
    public long Opset
    {
        get
        {
            foreach (OperatorSetIdProto opset in Proto.OpsetImport)
            {
                if (opset.Domain is "" or "ai.onnx")
                {
                    return opset.Version;
                }
            }

            return 0;
        }
    }

    /// <summary>The inputs of the graph that must be fed, in the file's order: those that no initializer supplies (until IR 3 initializers were listed as inputs, too).</summary>
    public IReadOnlyList<ValueInfoProto> FedInputs
    {
        get
        {
            GraphProto graph = Proto.Graph;
            var supplied = new HashSet<string>(graph.Initializer.Select(static tensor => tensor.Name), StringComparer.Ordinal);
            supplied.UnionWith(graph.SparseInitializer.Select(static sparse => sparse.Values.Name));
            return [.. graph.Input.Where(input => !supplied.Contains(input.Name))];
        }
    }

    /// <summary>Reads and checks a file: structure, references, sizes, external data. Any opset is read.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="OnnxModelException">The file is missing, unreadable or no valid ONNX model.</exception>
    public static OnnxModel Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ModelProto proto = OnnxReader.Read(path, out string fullPath);
        var model = new OnnxModel(fullPath, proto);
        ModelValidator.Check(model);
        return model;
    }
}
