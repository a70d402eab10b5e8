using System.Globalization;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>The index tuples of GatherND and ScatterND as row numbers of the data seen as a matrix.</summary>
/// <param name="Expression">The row numbers, a vector.</param>
/// <param name="Depth">Elements of one tuple.</param>
/// <param name="Rows">Rows of the matrix.</param>
/// <param name="RowSize">Elements of one row.</param>
internal sealed record LinearIndex(string Expression, int Depth, long Rows, long RowSize)
{
    /// <summary>Row numbers for the tuples in the second input.</summary>
    /// <param name="node">The node; its first input is the data.</param>
    /// <param name="batchAxes">Leading axes that data and indices share.</param>
    public static LinearIndex Of(LoweringNode node, int batchAxes)
    {
        long[] data = node.Shape(0);
        int depth = int.TryParse(node.Size(1, node.Rank(1) - 1), CultureInfo.InvariantCulture, out int known) ? known
            : throw new InvalidOperationException("the length of its index tuples depends on the data");
        long[] sizes = data[batchAxes..(batchAxes + depth)];
        long[] strides = new long[depth];
        long tuples = 1;
        for (int i = depth - 1; i >= 0; i--)
        {
            strides[i] = tuples;
            tuples = checked(tuples * sizes[i]);
        }

        long batches = data[..batchAxes].Aggregate(1L, static (product, size) => checked(product * size));
        long rowSize = data[(batchAxes + depth)..].Aggregate(1L, static (product, size) => checked(product * size));
        string expression = node.FindIntegers(1) is { } indices
            ? Known(node, indices, sizes, strides, batches)
            : Computed(node, sizes, strides, batches);
        return new LinearIndex(expression, depth, batches * tuples, rowSize);
    }

    private static string Known(LoweringNode node, long[] indices, long[] sizes, long[] strides, long batches)
    {
        long[] rows = new long[sizes.Length == 0 ? 0 : indices.Length / sizes.Length];
        long tuples = sizes.Aggregate(1L, static (product, size) => product * size);
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = i / Math.Max(rows.Length / batches, 1) * tuples;
            for (int j = 0; j < sizes.Length; j++)
            {
                rows[i] += IndexExpressions.FromZero([indices[(i * sizes.Length) + j]], sizes[j])[0] * strides[j];
            }
        }

        return node.Longs("index", [rows.Length], rows);
    }

    private static string Computed(LoweringNode node, long[] sizes, long[] strides, long batches)
    {
        string index = IndexExpressions.AsInt64(node, 1);
        string size = node.Longs("sizes", [sizes.Length], sizes);
        string stride = node.Longs("strides", [strides.Length], strides);
        index = node.Let($"torch.where({index} < 0, {index} + {size}, {index})", "index");
        if (batches == 1)
        {
            return node.Let($"torch.sum({index} * {stride}, [-1]).reshape([-1])", "index");
        }

        long tuples = sizes.Aggregate(1L, static (product, each) => product * each);
        string first = node.Longs("first", [batches, 1], [.. Enumerable.Range(0, (int)batches).Select(i => i * tuples)]);
        return node.Let($"(torch.sum({index} * {stride}, [-1]).reshape({TorchText.List([batches, -1])}) + {first}).reshape([-1])", "index");
    }
}
