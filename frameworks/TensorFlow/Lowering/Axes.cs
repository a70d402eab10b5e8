namespace InferenceBench.Frameworks.TensorFlow.Lowering;

/// <summary>Orders of axes between the layouts.</summary>
internal static class Axes
{
    /// <summary>The permutation from [N, C, …] to [N, …, C].</summary>
    public static int[] ToChannelsLast(int rank)
    {
        return [0, .. Enumerable.Range(2, rank - 2), 1];
    }

    /// <summary>The permutation from [N, …, C] to [N, C, …].</summary>
    public static int[] ToPlain(int rank)
    {
        return [0, rank - 1, .. Enumerable.Range(1, rank - 2)];
    }

    /// <summary>Where an axis of the file's tensor stands in a layout.</summary>
    public static int In(Layout layout, int axis, int rank)
    {
        return layout == Layout.Plain ? axis : axis switch { 0 => 0, 1 => rank - 1, _ => axis - 1 };
    }

    /// <summary>Values for each axis of the file's tensor in the order of a layout.</summary>
    public static T[] Arrange<T>(Layout layout, IReadOnlyList<T> values)
    {
        return layout == Layout.Plain ? [.. values] : [.. ToChannelsLast(values.Count).Select(axis => values[axis])];
    }
}
