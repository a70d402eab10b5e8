using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Operators of several tensors that broadcast.</summary>
internal static class BinaryRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        AddArithmetic(rules, "Add", static (a, b) => unchecked(a + b), static (a, b) => a + b);
        AddArithmetic(rules, "Sub", static (a, b) => unchecked(a - b), static (a, b) => a - b);
        AddArithmetic(rules, "Mul", static (a, b) => unchecked(a * b), static (a, b) => a * b);
        AddArithmetic(rules, "Div", static (a, b) => a / b, static (a, b) => a / b);
        AddArithmetic(rules, "Pow", static (a, b) => checked((long)Math.Pow(a, b)), Math.Pow);
        AddArithmetic(rules, "Sum", static (a, b) => unchecked(a + b), static (a, b) => a + b);
        AddArithmetic(rules, "Min", Math.Min, Math.Min);
        AddArithmetic(rules, "Max", Math.Max, Math.Max);
        rules["Mean"] = static context => Apply(context, context.Type(0), null, null);
        rules["Mod"] = Mod;

        AddTest(rules, "And", static (a, b) => a != 0 && b != 0);
        AddTest(rules, "Or", static (a, b) => a != 0 || b != 0);
        AddTest(rules, "Xor", static (a, b) => a != 0 ^ b != 0);
        AddTest(rules, "Equal", static (a, b) => a == b);
        AddTest(rules, "Greater", static (a, b) => a > b);
        AddTest(rules, "GreaterOrEqual", static (a, b) => a >= b);
        AddTest(rules, "Less", static (a, b) => a < b);
        AddTest(rules, "LessOrEqual", static (a, b) => a <= b);
    }

    private static void AddArithmetic(
        Dictionary<string, ShapeRule> rules, string type, Func<long, long, long> onIntegers, Func<double, double, double> onFloats)
    {
        rules[type] = context => Apply(context, context.Type(0), onIntegers, onFloats);
    }

    private static void AddTest(Dictionary<string, ShapeRule> rules, string type, Func<double, double, bool> test)
    {
        // Shapes and indices are far below 2^53, where doubles stop to be exact.
        rules[type] = context => Apply(context, ElementType.Bool, (a, b) => test(a, b) ? 1 : 0, (a, b) => test(a, b) ? 1 : 0);
    }

    private static void Mod(OperatorContext context)
    {
        bool isTruncated = context.Node.GetInt("fmod", 0) != 0;
        Apply(context, context.Type(0), (a, b) => isTruncated ? a % b : ((a % b) + b) % b, static (a, b) => a % b);
    }

    private static void Apply(
        OperatorContext context, ElementType type, Func<long, long, long>? onIntegers, Func<double, double, double>? onFloats)
    {
        long[]? shape = context.Shape(0);
        ConstantTensor? folded = context.Constant(0);
        for (int i = 1; i < context.InputCount; i++)
        {
            shape = Dimension.Broadcast(shape, context.Shape(i));
            folded = folded is null || context.Constant(i) is not { } other ? null : Fold(context, folded, other, shape, type, onIntegers, onFloats);
        }

        context.Set(0, type, shape, folded);
    }

    private static ConstantTensor? Fold(
        OperatorContext context, ConstantTensor left, ConstantTensor right, long[]? shape, ElementType type,
        Func<long, long, long>? onIntegers, Func<double, double, double>? onFloats)
    {
        bool areIntegers = left.Integers is not null && right.Integers is not null;
        bool areFloats = left.Floats is not null && right.Floats is not null;
        if (!(areIntegers && onIntegers is not null) && !(areFloats && onFloats is not null))
        {
            return null;
        }

        if (!context.CanFold(shape, areFloats))
        {
            return null;
        }

        int[] leftIndices = IndexMap.Broadcast(left.Shape, shape!);
        int[] rightIndices = IndexMap.Broadcast(right.Shape, shape!);
        if (areIntegers)
        {
            return FoldIntegers(left, right, leftIndices, rightIndices, shape!, type, onIntegers!);
        }

        var values = new double[leftIndices.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = onFloats!(left.Floats![leftIndices[i]], right.Floats![rightIndices[i]]);
        }

        return type == ElementType.Bool
            ? ConstantTensor.Of(type, shape!, Array.ConvertAll(values, static value => (long)value))
            : ConstantTensor.Of(type, shape!, values);
    }

    private static ConstantTensor FoldIntegers(
        ConstantTensor left, ConstantTensor right, int[] leftIndices, int[] rightIndices, long[] shape, ElementType type, Func<long, long, long> function)
    {
        var values = new long[leftIndices.Length];
        for (int i = 0; i < values.Length; i++)
        {
            long a = left.Integers![leftIndices[i]];
            long b = right.Integers![rightIndices[i]];
            values[i] = a == ConstantTensor.Unknown || b == ConstantTensor.Unknown ? ConstantTensor.Unknown : function(a, b);
        }

        return ConstantTensor.Of(type, shape, values);
    }
}
