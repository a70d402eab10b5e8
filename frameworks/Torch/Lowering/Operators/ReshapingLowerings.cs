using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Operators that keep all elements and change the shape: views wherever the memory allows it.</summary>
internal static class ReshapingLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Reshape"] = Reshape,
        ["Flatten"] = Flatten,
        ["Squeeze"] = Squeeze,
        ["Unsqueeze"] = Unsqueeze,
        ["Transpose"] = Transpose,
        ["DepthToSpace"] = DepthToSpace,
        ["SpaceToDepth"] = SpaceToDepth,
    };

    private static void Reshape(LoweringNode node)
    {
        long[] wanted = node.FindIntegers(1) ?? throw node.NotLowered("its shape depends on the data");
        bool allowsZero = node.Proto.GetInt("allowzero", 0) != 0;
        var shape = new string[wanted.Length];
        for (int i = 0; i < wanted.Length; i++)
        {
            shape[i] = wanted[i] == 0 && !allowsZero ? node.Size(0, i) : TorchText.Whole(wanted[i]);
        }

        if (node.FindShape(0) is { } input && Array.IndexOf(wanted, -1) is >= 0 and int open)
        {
            shape[open] = TorchText.Whole(Remaining(input, wanted, allowsZero));
        }

        node.Set(0, $"{node.Input(0)}.reshape([{string.Join(", ", shape)}])");
    }

    // Written out, because libtorch finds no dimension of a tensor without elements.
    private static long Remaining(long[] input, long[] wanted, bool allowsZero)
    {
        long others = 1;
        for (int i = 0; i < wanted.Length; i++)
        {
            others *= wanted[i] == -1 ? 1 : wanted[i] == 0 && !allowsZero ? input[i] : wanted[i];
        }

        long count = Product(input);
        return others == 0 ? 0 : count % others == 0 ? count / others
            : throw new InvalidOperationException($"{count} elements do not fit in the shape {TorchText.List(wanted)}");
    }

    private static void Flatten(LoweringNode node)
    {
        long[] input = node.Shape(0);
        long given = node.Proto.GetInt("axis", 1);
        int axis = given == input.Length ? input.Length : LoweringNode.Axis(given, input.Length);
        node.Set(0, $"{node.Input(0)}.reshape({TorchText.List([Product(input.AsSpan(0, axis)), Product(input.AsSpan(axis))])})");
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
        if (node.FindShape(0) is { } shape && dropped.FirstOrDefault(axis => shape[axis] != 1, -1) is >= 0 and int wrong)
        {
            throw new InvalidOperationException($"axis {wrong} has {shape[wrong]} elements");
        }

        SetReshaped(node, "squeeze", [.. dropped.OrderDescending()], [.. Enumerable.Range(0, rank).Where(axis => !dropped.Contains(axis)).Select(axis => node.Size(0, axis))]);
    }

    private static void Unsqueeze(LoweringNode node)
    {
        long[] axes = node.FindList("axes", 1) ?? throw new InvalidOperationException("it has no axes");
        int rank = node.Rank(0) + axes.Length;
        HashSet<int> added = [.. axes.Select(axis => LoweringNode.Axis(axis, rank))];
        int next = 0;
        SetReshaped(node, "unsqueeze", [.. added.Order()], [.. Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? "1" : node.Size(0, next++))]);
    }

    private static void SetReshaped(LoweringNode node, string method, int[] axes, string[] shape)
    {
        node.Set(0, axes.Length switch
        {
            0 => node.Input(0),
            1 => $"{node.Input(0)}.{method}({axes[0]})",
            _ => $"{node.Input(0)}.reshape([{string.Join(", ", shape)}])",
        });
    }

    private static void Transpose(LoweringNode node)
    {
        int rank = node.Rank(0);
        long[] order = node.Proto.GetInts("perm") is { Length: > 0 } given ? given : [.. Enumerable.Range(0, rank).Reverse()];
        bool isIdentity = order.Select(static (axis, i) => axis == i).All(static same => same);
        node.Set(0, isIdentity ? node.Input(0) : $"{node.Input(0)}.permute({TorchText.List(order)})");
    }

    private static void DepthToSpace(LoweringNode node)
    {
        long[] shape = node.Shape(0);
        long block = Block(node);
        if (node.Proto.GetText("mode", "DCR") == "CRD")
        {
            node.Set(0, $"torch.pixel_shuffle({node.Input(0)}, {block})");
            return;
        }

        long channels = shape[1] / (block * block);
        string parts = node.Let($"{node.Input(0)}.reshape({TorchText.List([shape[0], block, block, channels, shape[2], shape[3]])})");
        node.Set(0, $"{parts}.permute([0, 3, 4, 1, 5, 2]).reshape({TorchText.List([shape[0], channels, shape[2] * block, shape[3] * block])})");
    }

    private static void SpaceToDepth(LoweringNode node)
    {
        long[] shape = node.Shape(0);
        long block = Block(node);
        long[] parts = [shape[0], shape[1], shape[2] / block, block, shape[3] / block, block];
        string split = node.Let($"{node.Input(0)}.reshape({TorchText.List(parts)})");
        node.Set(0, $"{split}.permute([0, 3, 5, 1, 2, 4]).reshape({TorchText.List([shape[0], shape[1] * block * block, parts[2], parts[4]])})");
    }

    private static long Block(LoweringNode node)
    {
        return node.Proto.GetInt("blocksize", 0) is > 0 and long block ? block : throw new InvalidOperationException("it has no block size");
    }

    private static long Product(ReadOnlySpan<long> dimensions)
    {
        long product = 1;
        foreach (long dimension in dimensions)
        {
            product = checked(product * dimension);
        }

        return product;
    }
}
