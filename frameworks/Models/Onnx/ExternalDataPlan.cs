using Google.Protobuf;

namespace InferenceBench.Models.Onnx;

/// <summary>Decides where the weights of a written model go, and writes those that go beside it.</summary>
internal sealed class ExternalDataPlan
{
    // Leaves a message room for its graph below protobuf's 2^31 − 1 bytes.
    private const long MaxInlineBytes = 1_900_000_000;
    private const int LeastExternalBytes = 1024;

    // Engines map the file; a page is what they need at least.
    private const int AlignmentBytes = 4096;

    private readonly OnnxModel _model;
    private readonly string _dataPath;
    private readonly bool _isExternal;

    /// <summary>Plans a file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">Absolute path of the file to write.</param>
    /// <param name="use">What the caller asked for.</param>
    public ExternalDataPlan(OnnxModel model, string path, ExternalDataUse use)
    {
        _model = model;
        _dataPath = path + ".data";
        List<TensorProto> tensors = Tensors(model.Proto);
        _isExternal = use == ExternalDataUse.Always || tensors.Sum(TensorReader.SizeBytes) > MaxInlineBytes;
        bool mustCopy = _isExternal || tensors.Exists(IsElsewhere);
        // A copy of the message shares the weights' bytes; only the tensor headers are new.
        Proto = mustCopy ? model.Proto.Clone() : model.Proto;
    }

    /// <summary>The message to write after <see cref="WriteData"/>.</summary>
    public ModelProto Proto { get; }

    /// <summary>Takes data that lies elsewhere into the message, or, when there is one, into the data file to which the message's tensors then point.</summary>
    /// <exception cref="OnnxModelException">External data of the source cannot be read.</exception>
    public void WriteData()
    {
        // First, because the data file may replace the one that these are read from.
        List<TensorProto> outside = _isExternal ? [.. Proto.Graph.Initializer.Where(IsLarge)] : [];
        var isOutside = new HashSet<TensorProto>(outside, ReferenceEqualityComparer.Instance);
        foreach (TensorProto tensor in Tensors(Proto).Where(tensor => IsElsewhere(tensor) && !isOutside.Contains(tensor)))
        {
            tensor.RawData = UnsafeByteOperations.UnsafeWrap(TensorReader.ReadBytes(_model, tensor));
            tensor.ExternalData.Clear();
            tensor.ClearDataLocation();
        }

        if (outside.Count > 0)
        {
            AtomicFile.Write(_dataPath, stream => WriteExternal(outside, stream));
        }
    }

    private void WriteExternal(List<TensorProto> weights, Stream stream)
    {
        long position = 0;
        foreach (TensorProto tensor in weights)
        {
            long aligned = (position + AlignmentBytes - 1) / AlignmentBytes * AlignmentBytes;
            stream.Write(new byte[aligned - position]);
            ReadOnlyMemory<byte> data = TensorReader.ReadBytes(_model, tensor);
            stream.Write(data.Span);
            PointTo(tensor, aligned, data.Length);
            position = aligned + data.Length;
        }
    }

    private void PointTo(TensorProto tensor, long offset, long length)
    {
        tensor.ClearRawData();
        tensor.FloatData.Clear();
        tensor.Int32Data.Clear();
        tensor.Int64Data.Clear();
        tensor.DoubleData.Clear();
        tensor.Uint64Data.Clear();
        ExternalData.Set(tensor, Path.GetFileName(_dataPath), offset, length);
    }

    private static bool IsLarge(TensorProto tensor)
    {
        return TensorReader.SizeBytes(tensor) >= LeastExternalBytes;
    }

    private static bool IsElsewhere(TensorProto tensor)
    {
        return tensor.DataLocation == TensorProto.Types.DataLocation.External;
    }

    // Tensors of attributes stay in the message: not every engine looks for external data there.
    private static List<TensorProto> Tensors(ModelProto proto)
    {
        List<TensorProto> tensors = [.. proto.Graph.Initializer];
        foreach (NodeProto node in proto.Graph.Node)
        {
            tensors.AddRange(node.Attribute.Where(static attribute => attribute.T is not null).Select(static attribute => attribute.T));
        }

        return tensors;
    }
}
