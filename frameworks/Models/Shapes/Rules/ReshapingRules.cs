using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Operators that keep all elements in their order and change the shape, and Transpose.</summary>
internal static class ReshapingRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        rules["Reshape"] = Reshape;
        rules["Flatten"] = Flatten;
        rules["Squeeze"] = Squeeze;
        rules["Unsqueeze"] = Unsqueeze;
        rules["Transpose"] = Transpose;
        rules["DepthToSpace"] = static context => MoveBlocks(context, 1, context.Node.GetInt("blocksize", 0));
        rules["SpaceToDepth"] = static context => MoveBlocks(context, -1, context.Node.GetInt("blocksize", 0));
    }

    private static void Reshape(OperatorContext context)
    {
        // Opset 1 had the shape as an attribute.
        long[]? wanted = context.Has(1) ? (long[]?)context.Constant(1)?.Integers : context.Node.GetInts("shape");
        if (wanted is null)
        {
            int rank = context.Shape(1) is [>= 0 and <= Dimension.MaxRank and long count] ? (int)count : -1;
            context.Set(0, context.Type(0), rank < 0 ? null : Dimension.UnknownOf(rank));
            return;
        }

        long[] shape = Resolve(context.Shape(0), wanted, context.Node.GetInt("allowzero", 0) != 0);
        SetReshaped(context, shape);
    }

    private static long[] Resolve(long[]? input, long[] wanted, bool allowsZero)
    {
        var shape = new long[wanted.Length];
        int open = -1;
        bool isUnsure = false;
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = wanted[i];
            if (wanted[i] == ConstantTensor.Unknown)
            {
                shape[i] = Dimension.Unknown;
                isUnsure = true;
            }
            else if (wanted[i] == 0 && !allowsZero)
            {
                shape[i] = input is null ? Dimension.Unknown
                    : i < input.Length ? input[i]
                    : throw new ShapeException($"dimension {i} is to be copied from an input with {input.Length}");
            }
            else if (wanted[i] == -1)
            {
                open = open < 0 ? i : throw new ShapeException("two dimensions are to be found");
            }
            else if (wanted[i] < 0)
            {
                throw new ShapeException($"dimension {wanted[i]}");
            }
        }

        return Fill(input, shape, open, isUnsure);
    }

    private static long[] Fill(long[]? input, long[] shape, int open, bool isUnsure)
    {
        long elements = input is null ? Dimension.Unknown : Dimension.Product(input);
        if (open >= 0)
        {
            shape[open] = 1;
        }

        long rest = Dimension.Product(shape);
        if (elements >= 0 && rest >= 0 && (open < 0 ? elements != rest : rest > 0 && elements % rest != 0))
        {
            throw new ShapeException($"{elements} elements do not fill [{string.Join(',', shape)}]");
        }

        if (open >= 0)
        {
            shape[open] = isUnsure || elements < 0 || rest <= 0 ? FindOpen(input, shape, open, isUnsure) : elements / rest;
        }

        return shape;
    }

    // A dynamic dimension that the shape copies cancels out: [N,512,1,1] to [0,-1] has 512 whatever N is.
    private static long FindOpen(long[]? input, long[] shape, int open, bool isUnsure)
    {
        if (input is null || isUnsure)
        {
            return Dimension.Unknown;
        }

        int copied = 0;
        while (copied < Math.Min(open, input.Length) && shape[copied] == input[copied] && input[copied] < 0)
        {
            copied++;
        }

        long elements = Dimension.Product(input.AsSpan(copied));
        long rest = Dimension.Product(shape.AsSpan(copied));
        return elements >= 0 && rest > 0 && elements % rest == 0 ? elements / rest : Dimension.Unknown;
    }

    private static void Flatten(OperatorContext context)
    {
        long[]? shape = null;
        if (context.Shape(0) is { } input)
        {
            long given = context.Node.GetInt("axis", 1);
            // Here the axis may also be the rank.
            int axis = given == input.Length ? input.Length : Dimension.Axis(given, input.Length);
            shape = [Dimension.Product(input.AsSpan(0, axis)), Dimension.Product(input.AsSpan(axis))];
        }

        SetReshaped(context, shape);
    }

    private static void Squeeze(OperatorContext context)
    {
        long[]? input = context.Shape(0);
        if (!context.TryGetList("axes", 1, out long[]? axes) || input is null || (axes is null && Array.Exists(input, static dimension => dimension < 0)))
        {
            context.Set(0, context.Type(0), null);
            return;
        }

        bool[] isRemoved = Array.ConvertAll(input, dimension => axes is null && dimension == 1);
        foreach (long axis in axes ?? [])
        {
            int index = Dimension.Axis(axis, input.Length);
            isRemoved[index] = input[index] is 1 or < 0 ? true : throw new ShapeException($"axis {axis} has {input[index]} elements");
        }

        SetReshaped(context, [.. input.Where((_, i) => !isRemoved[i])]);
    }

    private static void Unsqueeze(OperatorContext context)
    {
        long[]? input = context.Shape(0);
        if (!context.TryGetList("axes", 1, out long[]? axes) || input is null || axes is null)
        {
            context.Set(0, context.Type(0), null);
            return;
        }

        var shape = new long[input.Length + axes.Length];
        var isNew = new bool[shape.Length];
        foreach (long axis in axes)
        {
            int index = Dimension.Axis(axis, shape.Length);
            isNew[index] = isNew[index] ? throw new ShapeException($"axis {axis} twice") : true;
        }

        int next = 0;
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = isNew[i] ? 1 : input[next++];
        }

        SetReshaped(context, shape);
    }

    private static void SetReshaped(OperatorContext context, long[]? shape)
    {
        ConstantTensor? constant = context.Constant(0);
        bool isFolded = constant is not null && shape is not null && Dimension.Product(shape) == constant.Count
            && context.CanFold(shape, constant.Floats is not null);
        context.Set(0, context.Type(0), shape, isFolded ? constant!.Reshape(shape!) : null);
    }

    private static void Transpose(OperatorContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, context.Type(0), null);
            return;
        }

        long[] order = context.Node.GetInts("perm") is { Length: > 0 } given
            ? given
            : [.. Enumerable.Range(0, input.Length).Select(i => (long)(input.Length - 1 - i))];
        if (order.Length != input.Length || order.Distinct().Count() != order.Length)
        {
            throw new ShapeException($"perm [{OneLine.Of(string.Join(',', order), 60)}] on {input.Length} dimensions");
        }

        int[] axes = Array.ConvertAll(order, axis => Dimension.Axis(axis, input.Length));
        long[] shape = Array.ConvertAll(axes, axis => input[axis]);
        ConstantTensor? folded = null;
        if (context.Constant(0) is { } constant && context.CanFold(shape, constant.Floats is not null))
        {
            long[] strides = IndexMap.Strides(input);
            folded = constant.Pick(shape, IndexMap.Walk(shape, Array.ConvertAll(axes, axis => strides[axis]), 0));
        }

        context.Set(0, context.Type(0), shape, folded);
    }

    private static void MoveBlocks(OperatorContext context, int direction, long block)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, context.Type(0), null);
            return;
        }

        if (input.Length != 4 || block < 1)
        {
            throw new ShapeException($"blocks of {block} on {input.Length} dimensions");
        }

        long area = checked(block * block);
        context.Set(0, context.Type(0), direction > 0
            ? [input[0], Divide(input[1], area), Dimension.Multiply(input[2], block), Dimension.Multiply(input[3], block)]
            : [input[0], Dimension.Multiply(input[1], area), Divide(input[2], block), Divide(input[3], block)]);
    }

    private static long Divide(long dimension, long divisor)
    {
        return dimension < 0 ? Dimension.Unknown
            : dimension % divisor == 0 ? dimension / divisor
            : throw new ShapeException($"{dimension} is no multiple of {divisor}");
    }
}
