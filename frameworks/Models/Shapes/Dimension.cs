namespace InferenceBench.Models.Shapes;

/// <summary>Arithmetic on dimensions, where −1 stands for one that is not known.</summary>
internal static class Dimension
{
    /// <summary>A dimension that is not known.</summary>
    public const long Unknown = -1;

    /// <summary>Most dimensions of a tensor. Deeper ones exist only in damaged files, where they would make every step long.</summary>
    public const int MaxRank = 64;

    /// <summary>The product; not known when a factor is not.</summary>
    /// <param name="left">A dimension.</param>
    /// <param name="right">A dimension.</param>
    public static long Multiply(long left, long right)
    {
        return left < 0 || right < 0 ? Unknown : checked(left * right);
    }

    /// <summary>The product of a part of a shape; not known when a factor is not.</summary>
    /// <param name="dimensions">The part.</param>
    public static long Product(ReadOnlySpan<long> dimensions)
    {
        long product = 1;
        foreach (long dimension in dimensions)
        {
            product = Multiply(product, dimension);
        }

        return product;
    }

    /// <summary>A shape of which only the rank is known.</summary>
    /// <param name="rank">The rank.</param>
    public static long[] UnknownOf(int rank)
    {
        var shape = new long[rank];
        Array.Fill(shape, Unknown);
        return shape;
    }

    /// <summary>An axis counted from the front.</summary>
    /// <param name="axis">The axis, negative from the back.</param>
    /// <param name="rank">The rank.</param>
    /// <exception cref="ShapeException">The axis is outside the rank.</exception>
    public static int Axis(long axis, int rank)
    {
        return axis >= -rank && axis < rank
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw new ShapeException($"axis {axis} of a tensor with {rank} dimensions");
    }

    /// <summary>The shape to which two shapes broadcast, as numpy does it.</summary>
    /// <param name="left">A shape; null when it is not known.</param>
    /// <param name="right">A shape; null when it is not known.</param>
    /// <exception cref="ShapeException">They do not fit.</exception>
    public static long[]? Broadcast(long[]? left, long[]? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        var result = new long[Math.Max(left.Length, right.Length)];
        for (int i = 1; i <= result.Length; i++)
        {
            long a = i <= left.Length ? left[^i] : 1;
            long b = i <= right.Length ? right[^i] : 1;
            result[^i] = BroadcastOne(a, b);
        }

        return result;
    }

    private static long BroadcastOne(long a, long b)
    {
        if (a == b || b == 1)
        {
            return a;
        }

        if (a == 1 || a < 0)
        {
            return b;
        }

        return b < 0 ? a : throw new ShapeException($"dimensions {a} and {b} do not broadcast");
    }
}
