using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>The index tuples of GatherND and ScatterND as row numbers of the data seen as a matrix.</summary>
/// <param name="Tensor">The row numbers, a vector of int64.</param>
/// <param name="Depth">Elements of one tuple.</param>
/// <param name="Rows">Rows of the matrix.</param>
/// <param name="RowSize">Elements of one row.</param>
internal sealed record RowIndex(string Tensor, int Depth, long Rows, long RowSize)
{
    /// <summary>Row numbers for the tuples in the second input.</summary>
    /// <param name="node">The node; its first input is the data.</param>
    /// <param name="batchAxes">Leading axes that data and indices share.</param>
    public static RowIndex Of(LoweringNode node, int batchAxes)
    {
        long[] data = node.Shape(0);
        int depth = node.FindDimensions(1)?[^1] is >= 0 and long known ? checked((int)known)
            : throw new InvalidOperationException("the length of its index tuples depends on the data");
        long[] sizes = data[batchAxes..(batchAxes + depth)];
        long[] strides = [.. Enumerable.Range(1, depth).Select(i => Product(sizes[i..]))];
        long batches = Product(data[..batchAxes]);
        string tensor = node.FindIntegers(1) is { } indices
            ? Known(node, indices, sizes, strides, batches)
            : Computed(node, sizes, strides, batches);
        return new RowIndex(tensor, depth, batches * Product(sizes), Product(data[(batchAxes + depth)..]));
    }

    private static string Known(LoweringNode node, long[] indices, long[] sizes, long[] strides, long batches)
    {
        long[] rows = new long[Product(node.Shape(1)[..^1])];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = i / Math.Max(rows.Length / batches, 1) * Product(sizes);
            for (int j = 0; j < sizes.Length; j++)
            {
                rows[i] += IndexTensors.FromZero([indices[(i * sizes.Length) + j]], sizes[j])[0] * strides[j];
            }
        }

        return node.Longs([rows.Length], rows);
    }

    private static string Computed(LoweringNode node, long[] sizes, long[] strides, long batches)
    {
        string index = IndexTensors.FromZero(node, 1, node.Longs([sizes.Length], sizes));
        string scaled = node.Apply("Mul", ElementType.Int64, index, node.Longs([strides.Length], strides));
        string sum = node.Let("Sum", [scaled, node.Ints(-1)], Attr.Type("T", ElementType.Int64), Attr.Type("Tidx", ElementType.Int32));
        if (batches > 1)
        {
            long[] first = [.. Enumerable.Range(0, checked((int)batches)).Select(i => i * Product(sizes))];
            sum = node.Apply("AddV2", ElementType.Int64, node.Reshape(sum, ElementType.Int64, batches, -1), node.Longs([batches, 1], first));
        }

        return node.Reshape(sum, ElementType.Int64, -1);
    }

    private static long Product(long[] sizes)
    {
        return sizes.Aggregate(1L, static (product, size) => checked(product * size));
    }
}
