using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Operators that make tensors from attributes, shapes and scalars.</summary>
internal static class GeneratorRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        rules["Constant"] = Constant;
        rules["ConstantOfShape"] = ConstantOfShape;
        rules["Shape"] = Shape;
        rules["Size"] = Size;
        rules["Range"] = Range;
        rules["EyeLike"] = static context => context.Set(0, (ElementType)context.Node.GetInt("dtype", (long)context.Type(0)), context.Shape(0));
    }

    private static void Constant(OperatorContext context)
    {
        if (ConstantNodes.Find(context.Node) is { } tensor)
        {
            context.Set(0, tensor);
        }
    }

    private static void ConstantOfShape(OperatorContext context)
    {
        TensorProto? value = context.Node.GetTensor("value");
        ElementType type = value is null ? ElementType.Float32 : (ElementType)value.DataType;
        if (context.Constant(0)?.Integers is not { } wanted)
        {
            context.Set(0, type, context.Shape(0) is [>= 0 and <= Dimension.MaxRank and long rank] ? Dimension.UnknownOf((int)rank) : null);
            return;
        }

        long[] shape = [.. wanted.Select(static dimension => dimension == ConstantTensor.Unknown ? Dimension.Unknown
            : dimension >= 0 ? dimension
            : throw new ShapeException($"dimension {dimension}"))];
        ConstantTensor? folded = null;
        if (context.CanFold(shape, type.IsFloat()))
        {
            folded = Fill(value is null ? null : context.Read(value).Constant, shape);
        }

        context.Set(0, type, shape, folded);
    }

    private static ConstantTensor? Fill(ConstantTensor? value, long[] shape)
    {
        var indices = new int[(int)Dimension.Product(shape)];
        return value is null ? ConstantTensor.Of(ElementType.Float32, shape, new double[indices.Length])
            : value.Count == 1 ? value.Pick(shape, indices)
            : null;
    }

    private static void Shape(OperatorContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, ElementType.Int64, [Dimension.Unknown]);
            return;
        }

        int start = Cut(context.Node.GetInt("start", 0), input.Length);
        int end = Cut(context.Node.GetInt("end", input.Length), input.Length);
        long[] part = end > start ? input[start..end] : [];
        long[] values = Array.ConvertAll(part, static dimension => dimension < 0 ? ConstantTensor.Unknown : dimension);
        long[] shape = [values.Length];
        context.Set(0, ElementType.Int64, shape, context.CanFold(shape, isFloat: false) ? ConstantTensor.Of(ElementType.Int64, shape, values) : null);
    }

    private static int Cut(long index, int rank)
    {
        return (int)Math.Clamp(index < 0 ? index + rank : index, 0, rank);
    }

    private static void Size(OperatorContext context)
    {
        long count = context.Shape(0) is { } input ? Dimension.Product(input) : Dimension.Unknown;
        context.Set(0, ElementType.Int64, [], count < 0 ? null : ConstantTensor.Of(ElementType.Int64, [], [count]));
    }

    private static void Range(OperatorContext context)
    {
        ElementType type = context.Type(0);
        if (Scalar(context, 0) is not { } start || Scalar(context, 1) is not { } limit || Scalar(context, 2) is not { } step)
        {
            context.Set(0, type, [Dimension.Unknown]);
            return;
        }

        double count = Math.Max(Math.Ceiling((limit - start) / step), 0);
        if (!(count < long.MaxValue))
        {
            throw new ShapeException($"a range from {start} to {limit} by {step}");
        }

        long[] shape = [(long)count];
        ConstantTensor? folded = null;
        if (context.CanFold(shape, type.IsFloat()))
        {
            double[] values = [.. Enumerable.Range(0, (int)count).Select(i => start + (i * step))];
            folded = type.IsFloat()
                ? ConstantTensor.Of(type, shape, values)
                : ConstantTensor.Of(type, shape, Array.ConvertAll(values, static value => (long)value));
        }

        context.Set(0, type, shape, folded);
    }

    private static double? Scalar(OperatorContext context, int input)
    {
        return context.Constant(input) is { Count: 1 } constant && !double.IsNaN(constant.At(0)) ? constant.At(0) : null;
    }
}
