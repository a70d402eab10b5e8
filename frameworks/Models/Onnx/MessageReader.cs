using Google.Protobuf;

namespace InferenceBench.Models.Onnx;

/// <summary>Reads the messages of a model file; large weights stay in the file and are pointed to as external data is.</summary>
/// <param name="file">Absolute path of the file.</param>
/// <param name="stream">Its content.</param>
internal sealed class MessageReader(string file, Stream stream)
{
    private readonly MemoryEstimate _estimate = new(file, stream.Length);

    /// <summary>Reads the model.</summary>
    /// <exception cref="OnnxModelException">It is no model, is cut, or would need too much memory.</exception>
    /// <exception cref="InvalidProtocolBufferException">It is damaged in a way that only the parser sees.</exception>
    public ModelProto Read()
    {
        var parts = new WireSplitter(file, stream);
        ModelProto model = Parse(ModelProto.Parser, parts.Model);
        if (parts.Graph is null)
        {
            return model;
        }

        model.Graph = Parse(GraphProto.Parser, parts.Graph);
        foreach (TensorRanges initializer in parts.Initializers)
        {
            TensorProto tensor = Parse(TensorProto.Parser, initializer.Fields);
            if (tensor.DataLocation != TensorProto.Types.DataLocation.External)
            {
                AddLargeData(tensor, initializer);
            }

            model.Graph.Initializer.Add(tensor);
        }

        return model;
    }

    private void AddLargeData(TensorProto tensor, TensorRanges ranges)
    {
        if (ranges.RawData is { } rawData)
        {
            PointTo(tensor, rawData);
        }
        else if (ranges.PackedIntegers.Count > 0)
        {
            tensor.RawData = new PackedIntegers(_estimate, stream).ReadRaw(tensor, ranges.PackedIntegers);
        }
    }

    private void PointTo(TensorProto tensor, FileRange data)
    {
        tensor.ClearRawData();
        ExternalData.Set(tensor, Path.GetFileName(file), data.Start, data.Length);
    }

    private T Parse<T>(MessageParser<T> parser, List<FileRange> ranges)
        where T : IMessage<T>, new()
    {
        byte[] content = GC.AllocateUninitializedArray<byte>(ranges.Sum(static range => range.Length));
        int filled = 0;
        foreach (FileRange range in ranges)
        {
            stream.Position = range.Start;
            stream.ReadExactly(content, filled, range.Length);
            filled += range.Length;
        }

        WireScanner.Check(_estimate, new T().Descriptor, content);
        return parser.WithDiscardUnknownFields(true).ParseFrom(content);
    }
}
