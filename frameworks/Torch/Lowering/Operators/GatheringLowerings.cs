using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

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
        ["NonZero"] = static node => node.Set(0, $"torch.nonzero({node.Input(0)}).t()"),
        ["ReverseSequence"] = ReverseSequence,
    };

    private static void Gather(LoweringNode node)
    {
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", 0), node.Rank(0));
        if (node.FindIntegers(1) is { } known && node.FindShape(0) is { } data)
        {
            GatherKnown(node, axis, IndexExpressions.FromZero(known, data[axis]), node.Shape(1));
            return;
        }

        string index = IndexExpressions.Of(node, 1, node.Size(0, axis));
        int indexRank = node.Rank(1);
        node.Set(0, indexRank == 1
            ? $"{node.Input(0)}.index_select({axis}, {index})"
            : $"{node.Input(0)}.index_select({axis}, {index}.reshape([-1])).reshape([{string.Join(", ", GatheredShape(node, axis, indexRank))}])");
    }

    private static void GatherKnown(LoweringNode node, int axis, long[] index, long[] indexShape)
    {
        string data = node.Input(0);
        if (indexShape.Length == 0)
        {
            node.Set(0, $"{data}.select({axis}, {index[0]})");
            return;
        }

        // Neighbours are a view, which is what exporters mean by many a Gather.
        bool isRun = index.Length > 0 && index.Select((value, i) => value == index[0] + i).All(static same => same);
        string picked = isRun
            ? $"{data}.narrow({axis}, {index[0]}, {index.Length})"
            : $"{data}.index_select({axis}, {node.Longs("index", [index.Length], index)})";
        node.Set(0, indexShape.Length == 1 ? picked : $"{picked}.reshape([{string.Join(", ", GatheredShape(node, axis, indexShape.Length))}])");
    }

    private static IEnumerable<string> GatheredShape(LoweringNode node, int axis, int indexRank)
    {
        return [
            .. Enumerable.Range(0, axis).Select(i => node.Size(0, i)),
            .. Enumerable.Range(0, indexRank).Select(i => node.Size(1, i)),
            .. Enumerable.Range(axis + 1, node.Rank(0) - axis - 1).Select(i => node.Size(0, i))];
    }

    private static void GatherElements(LoweringNode node)
    {
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", 0), node.Rank(0));
        node.Set(0, $"torch.gather({node.Input(0)}, {axis}, {IndexExpressions.Of(node, 1, node.Size(0, axis))})");
    }

    private static void GatherNd(LoweringNode node)
    {
        int batchAxes = checked((int)node.Proto.GetInt("batch_dims", 0));
        LinearIndex linear = LinearIndex.Of(node, batchAxes);
        long[] data = node.Shape(0);
        IEnumerable<string> shape = [
            .. Enumerable.Range(0, node.Rank(1) - 1).Select(i => node.Size(1, i)),
            .. data[(batchAxes + linear.Depth)..].Select(TorchText.Whole)];
        string rows = node.Let($"{node.Input(0)}.reshape({TorchText.List([linear.Rows, linear.RowSize])})", "rows");
        node.Set(0, $"{rows}.index_select(0, {linear.Expression}).reshape([{string.Join(", ", shape)}])");
    }

    private static void Compress(LoweringNode node)
    {
        string data = node.Proto.FindAttribute("axis") is null ? $"{node.Input(0)}.reshape([-1])" : node.Input(0);
        int axis = node.Proto.FindAttribute("axis") is { } given ? LoweringNode.Axis(given.I, node.Rank(0)) : 0;
        string index = node.FindIntegers(1) is { } condition
            ? Positions(node, condition)
            : $"torch.nonzero({node.Input(1)}).reshape([-1])";
        node.Set(0, $"{data}.index_select({axis}, {index})");
    }

    private static string Positions(LoweringNode node, long[] condition)
    {
        long[] positions = [.. Enumerable.Range(0, condition.Length).Where(i => condition[i] != 0).Select(static i => (long)i)];
        return node.Longs("index", [positions.Length], positions);
    }

    private static void ReverseSequence(LoweringNode node)
    {
        long[] shape = node.Shape(0);
        int timeAxis = LoweringNode.Axis(node.Proto.GetInt("time_axis", 0), shape.Length);
        int batchAxis = LoweringNode.Axis(node.Proto.GetInt("batch_axis", 1), shape.Length);
        long[] times = [.. Enumerable.Range(0, (int)shape[timeAxis]).Select(static i => (long)i)];
        string time = node.Longs("time", OneAxis(shape.Length, timeAxis, times.Length), times);
        string length = node.Let($"{IndexExpressions.AsInt64(node, 1)}.reshape({TorchText.List(OneAxis(shape.Length, batchAxis, shape[batchAxis]))})", "length");
        string index = node.Let($"torch.where({time} < {length}, {length} - 1 - {time}, {time})", "index");
        node.Set(0, $"torch.gather({node.Input(0)}, {timeAxis}, {index}.expand({TorchText.List(shape)}))");
    }

    private static long[] OneAxis(int rank, int axis, long size)
    {
        long[] shape = new long[rank];
        Array.Fill(shape, 1);
        shape[axis] = size;
        return shape;
    }
}
