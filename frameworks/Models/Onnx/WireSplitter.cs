namespace InferenceBench.Models.Onnx;

/// <summary>Finds the parts of a model file by reading only the heads of its fields, so that large weights stay where they are.</summary>
internal sealed class WireSplitter
{
    // Smaller weights are read with the rest: shapes, axes and scales are among them.
    private const int LeastLeftInFile = 64 << 10;

    // No graph has as many weights; a damaged file of two-byte fields would.
    private const int MaxParts = 1 << 20;

    private const int GraphOfModel = 7;
    private const int InitializerOfGraph = 5;
    private const int IntegersOfTensor = 5;
    private const int RawDataOfTensor = 9;

    private readonly string _file;
    private readonly Stream _stream;
    private readonly long _length;
    private int _parts;

    /// <summary>Splits a file.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="stream">Its content, which is read from its start.</param>
    /// <exception cref="OnnxModelException">It is no protobuf message, or is cut.</exception>
    public WireSplitter(string file, Stream stream)
    {
        _file = file;
        _stream = stream;
        _length = stream.Length;
        SplitModel();
    }

    /// <summary>The model without its graph.</summary>
    public List<FileRange> Model { get; } = [];

    /// <summary>The graph without its initializers; null when there is none.</summary>
    public List<FileRange>? Graph { get; private set; }

    /// <summary>The initializers in their order.</summary>
    public List<TensorRanges> Initializers { get; } = [];

    private void SplitModel()
    {
        while (_stream.Position < _length)
        {
            FileRange field = ReadField(_length, out int number, out FileRange content);
            if (number == GraphOfModel)
            {
                // Two graphs are one whose fields stand apart: that is how protobuf reads them.
                SplitGraph(Graph ??= [], content);
            }
            else
            {
                Add(Model, field);
            }

            _stream.Position = field.End;
        }
    }

    private void SplitGraph(List<FileRange> graph, FileRange whole)
    {
        _stream.Position = whole.Start;
        while (_stream.Position < whole.End)
        {
            FileRange field = ReadField(whole.End, out int number, out FileRange content);
            if (number == InitializerOfGraph)
            {
                Initializers.Add(content.Length < LeastLeftInFile ? new TensorRanges([content], null, []) : SplitTensor(content));
                CountPart();
            }
            else
            {
                Add(graph, field);
            }

            _stream.Position = field.End;
        }
    }

    private TensorRanges SplitTensor(FileRange whole)
    {
        var fields = new List<FileRange>();
        var integers = new List<FileRange>();
        FileRange? rawData = null;
        _stream.Position = whole.Start;
        while (_stream.Position < whole.End)
        {
            FileRange field = ReadField(whole.End, out int number, out FileRange content);
            if (number == RawDataOfTensor && content.Length >= LeastLeftInFile)
            {
                rawData = content;
            }
            else if (number == IntegersOfTensor)
            {
                integers.Add(content);
                CountPart();
            }
            else
            {
                // Of a field that occurs twice the last one holds.
                rawData = number == RawDataOfTensor ? null : rawData;
                Add(fields, field);
            }

            _stream.Position = field.End;
        }

        return new TensorRanges(fields, rawData, integers);
    }

    // Reads the head of a field. The number is 0 for one that is not length-delimited: none of those is looked into.
    private FileRange ReadField(long end, out int number, out FileRange content)
    {
        long start = _stream.Position;
        ulong tag = ReadVarint(end);
        ulong length = (tag & 7) switch
        {
            0 => SkipVarint(end),
            1 => 8,
            2 => ReadVarint(end),
            5 => 4,
            _ => throw Bad("is no ONNX model or is damaged"),
        };
        if (tag >> 3 is 0 or > 0x1FFFFFFF)
        {
            throw Bad("is no ONNX model or is damaged");
        }

        if (length > (ulong)(end - _stream.Position))
        {
            throw Bad($"is cut or damaged: {length} bytes should follow, {end - _stream.Position} are left");
        }

        number = (tag & 7) == 2 ? (int)(tag >> 3) : 0;
        content = new FileRange(_stream.Position, (int)length);
        return new FileRange(start, (int)(content.End - start));
    }

    private ulong SkipVarint(long end)
    {
        ReadVarint(end);
        return 0;
    }

    private ulong ReadVarint(long end)
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            int next = _stream.Position < end ? _stream.ReadByte() : -1;
            if (next < 0)
            {
                throw Bad("is cut or damaged");
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Bad("is no ONNX model or is damaged");
    }

    private void Add(List<FileRange> ranges, FileRange range)
    {
        if (ranges.Count > 0 && ranges[^1].End == range.Start)
        {
            ranges[^1] = new FileRange(ranges[^1].Start, ranges[^1].Length + range.Length);
            return;
        }

        ranges.Add(range);
        CountPart();
    }

    private void CountPart()
    {
        if (++_parts > MaxParts)
        {
            throw Bad($"has more than {MaxParts} weights and other parts: it is damaged");
        }
    }

    private OnnxModelException Bad(string reason)
    {
        return OnnxModelException.For(_file, $"{reason} (at byte {_stream.Position} of {_length})");
    }
}
