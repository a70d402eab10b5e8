using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Operators that pick elements by index or by condition.</summary>
internal static class GatheringLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Gather"] = Gather,
        ["GatherElements"] = GatherElements,
        ["GatherND"] = GatherNd,
        ["Compress"] = Compress,
        ["NonZero"] = NonZero,
        ["ReverseSequence"] = ReverseSequence,
    };

    private static void Gather(LoweringNode node)
    {
        int rank = node.Rank(0);
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", 0), rank);
        if (node.FindIntegers(1) is { Length: > 0 } known && node.FindShape(0) is { } data && node.Rank(1) <= 1)
        {
            GatherKnown(node, axis, IndexTensors.FromZero(known, data[axis]));
            return;
        }

        node.Set(0, node.Gather(node.Input(0), node.KnownType(0), IndexTensors.Along(node, 1, axis), ElementType.Int64, axis));
    }

    // Neighbours are a slice, which is what exporters mean by many a Gather; both keep the layout.
    private static void GatherKnown(LoweringNode node, int axis, long[] index)
    {
        ElementType type = node.KnownType(0);
        bool isOne = node.Rank(1) == 0;
        bool isRun = index.Select((value, i) => value == index[0] + i).All(static same => same);
        Layout layout = isOne ? Layout.Plain : node.LayoutOf(0);
        string data = node.Input(0, layout);
        if (!isRun)
        {
            string numbers = node.Longs([index.Length], index);
            node.Set(0, node.Gather(data, type, numbers, ElementType.Int64, Axes.In(layout, axis, node.Rank(0))), layout);
            return;
        }

        var cut = new StridedCut(node.Rank(0));
        if (isOne)
        {
            cut.TakeOne(axis, index[0]);
        }
        else
        {
            cut.Take(axis, index[0], index[0] + index.Length);
        }

        node.Set(0, cut.Write(node, data, type, layout), layout);
    }

    private static void GatherElements(LoweringNode node)
    {
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", 0), node.Rank(0));
        ElementType type = node.KnownType(0);
        node.Set(0, node.Gather(node.Reshape(node.Input(0), type, -1), type, ElementIndex.Of(node, axis), ElementType.Int64, 0));
    }

    private static void GatherNd(LoweringNode node)
    {
        int batchAxes = checked((int)node.Proto.GetInt("batch_dims", 0));
        RowIndex index = RowIndex.Of(node, batchAxes);
        long[] data = node.Shape(0);
        ElementType type = node.KnownType(0);
        string rows = node.Reshape(node.Input(0), type, index.Rows, index.RowSize);
        string picked = node.Gather(rows, type, index.Tensor, ElementType.Int64, 0);
        int tupleAxes = node.Rank(1) - 1;
        long[] inner = data[(batchAxes + index.Depth)..];
        string shape = node.Shape(1, [.. new long?[tupleAxes], .. inner.Select(static size => (long?)size)], [.. Enumerable.Range(0, tupleAxes + inner.Length)]);
        node.Set(0, node.ReshapeTo(picked, type, shape));
    }

    private static void Compress(LoweringNode node)
    {
        bool isFlat = node.Proto.FindAttribute("axis") is null;
        int axis = isFlat ? 0 : LoweringNode.Axis(node.Proto.GetInt("axis", 0), node.Rank(0));
        ElementType type = node.KnownType(0);
        string data = isFlat ? node.Reshape(node.Input(0), type, -1) : node.Input(0);
        string index = node.FindIntegers(1) is { } condition
            ? Positions(node, condition)
            : node.Reshape(node.Apply("Where", ElementType.Bool, node.Input(1)), ElementType.Int64, -1);
        node.Set(0, node.Gather(data, type, index, ElementType.Int64, axis));
    }

    private static string Positions(LoweringNode node, long[] condition)
    {
        long[] positions = [.. Enumerable.Range(0, condition.Length).Where(i => condition[i] != 0).Select(static i => (long)i)];
        return node.Longs([positions.Length], positions);
    }

    private static void NonZero(LoweringNode node)
    {
        ElementType type = node.KnownType(0);
        string isSet = type is ElementType.Bool ? node.Input(0) : node.Apply("NotEqual", type, node.Input(0), node.Scalar(type, 0));
        node.Set(0, node.Transpose(node.Apply("Where", ElementType.Bool, isSet), ElementType.Int64, [1, 0]));
    }

    private static void ReverseSequence(LoweringNode node)
    {
        int rank = node.Rank(0);
        node.Set(0, node.Let("ReverseSequence", [node.Input(0), IndexTensors.AsInt64(node, 1)],
            Attr.Type("T", node.KnownType(0)), Attr.Type("Tlen", ElementType.Int64),
            Attr.Int("seq_dim", LoweringNode.Axis(node.Proto.GetInt("time_axis", 0), rank)),
            Attr.Int("batch_dim", LoweringNode.Axis(node.Proto.GetInt("batch_axis", 1), rank))));
    }
}
