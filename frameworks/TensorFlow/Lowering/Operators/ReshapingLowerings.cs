using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Operators that keep all elements and change the shape.</summary>
internal static class ReshapingLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Reshape"] = Reshape,
        ["Flatten"] = Flatten,
        ["Squeeze"] = Squeeze,
        ["Unsqueeze"] = Unsqueeze,
    };

    private static void Reshape(LoweringNode node)
    {
        long[] wanted = node.FindIntegers(1) ?? throw node.NotLowered("its shape depends on the data");
        bool allowsZero = node.Proto.GetInt("allowzero", 0) != 0;
        if (node.FindShape(0) is { } input)
        {
            long[] shape = Resolved(input, wanted, allowsZero);
            if (!ChannelShuffle.TryLower(node, shape))
            {
                SetShape(node, shape);
            }

            return;
        }

        long?[] parts = [.. wanted.Select(size => size == 0 && !allowsZero ? (long?)null : size)];
        node.Set(0, node.ReshapeTo(node.Input(0), node.KnownType(0), node.Shape(0, parts, [.. Enumerable.Range(0, parts.Length)])));
    }

    // Written out, because TensorFlow finds no dimension of a tensor without elements.
    private static long[] Resolved(long[] input, long[] wanted, bool allowsZero)
    {
        long[] shape = [.. wanted.Select((size, i) => size == 0 && !allowsZero ? input[i] : size)];
        if (Array.IndexOf(shape, -1) is >= 0 and int open)
        {
            long others = Product(shape.Where(static size => size != -1));
            long count = Product(input);
            shape[open] = others == 0 ? 0 : count % others == 0 ? count / others
                : throw new InvalidOperationException($"{count} elements do not fit in the shape [{string.Join(", ", wanted)}]");
        }

        return shape;
    }

    private static void Flatten(LoweringNode node)
    {
        long[] input = node.Shape(0);
        long given = node.Proto.GetInt("axis", 1);
        int axis = given == input.Length ? input.Length : LoweringNode.Axis(given, input.Length);
        SetShape(node, [Product(input[..axis]), Product(input[axis..])]);
    }

    private static void Squeeze(LoweringNode node)
    {
        int rank = node.Rank(0);
        if (node.FindList("axes", 1) is not { } axes)
        {
            long[] input = node.Shape(0);
            axes = [.. Enumerable.Range(0, rank).Where(axis => input[axis] == 1)];
        }

        HashSet<int> dropped = [.. axes.Select(axis => LoweringNode.Axis(axis, rank))];
        int[] kept = [.. Enumerable.Range(0, rank).Where(axis => !dropped.Contains(axis))];
        if (node.FindShape(0) is not { } shape)
        {
            node.Set(0, node.ReshapeTo(node.Input(0), node.KnownType(0), node.Shape(0, new long?[kept.Length], kept)));
            return;
        }

        if (dropped.FirstOrDefault(axis => shape[axis] != 1, -1) is >= 0 and int wrong)
        {
            throw new InvalidOperationException($"axis {wrong} has {shape[wrong]} elements");
        }

        SetShape(node, [.. kept.Select(axis => shape[axis])]);
    }

    private static void Unsqueeze(LoweringNode node)
    {
        long[] axes = node.FindList("axes", 1) ?? throw new InvalidOperationException("it has no axes");
        int rank = node.Rank(0) + axes.Length;
        HashSet<int> added = [.. axes.Select(axis => LoweringNode.Axis(axis, rank))];
        int next = 0;
        int[] sources = [.. Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? -1 : next++)];
        if (node.FindShape(0) is { } shape)
        {
            SetShape(node, [.. sources.Select(source => source < 0 ? 1 : shape[source])]);
            return;
        }

        long?[] parts = [.. sources.Select(static source => source < 0 ? 1 : (long?)null)];
        node.Set(0, node.ReshapeTo(node.Input(0), node.KnownType(0), node.Shape(0, parts, sources)));
    }

    /// <summary>Sets the output to the first input in another shape. Channels-last stays so where the channels stay an axis, and is as good as plain where there is
    /// one channel or nothing beside it.</summary>
    private static void SetShape(LoweringNode node, long[] shape)
    {
        long[] input = node.Shape(0);
        ElementType type = node.KnownType(0);
        Layout layout = node.LayoutOf(0);
        if (input.SequenceEqual(shape))
        {
            node.Set(0, node.Input(0, layout), layout);
            return;
        }

        if (layout == Layout.ChannelsLast && (input[1] == 1 || Product(input[2..]) == 1))
        {
            node.Set(0, node.Reshape(node.Input(0, layout), type, shape));
            return;
        }

        bool keepsChannels = shape.Length >= 3 && shape[0] == input[0] && shape[1] == input.ElementAtOrDefault(1) && Product(shape) > 0;
        Layout taken = keepsChannels ? layout : Layout.Plain;
        node.Set(0, node.Reshape(node.Input(0, taken), type, Axes.Arrange(taken, shape)), taken);
    }

    private static long Product(IEnumerable<long> dimensions)
    {
        return dimensions.Aggregate(1L, static (product, size) => checked(product * size));
    }
}
