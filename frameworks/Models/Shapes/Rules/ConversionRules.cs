using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Operators that change the element type.</summary>
internal static class ConversionRules
{
    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        rules["Cast"] = static context => Cast(context, (ElementType)context.Node.GetInt("to", 0));
        rules["CastLike"] = static context => Cast(context, context.Type(1));
        rules["QuantizeLinear"] = QuantizeLinear;
        rules["DequantizeLinear"] = static context => context.Set(0, context.Has(1) ? context.Type(1) : ElementType.Float32, context.Shape(0));
        rules["DynamicQuantizeLinear"] = DynamicQuantizeLinear;
    }

    private static void Cast(OperatorContext context, ElementType type)
    {
        ConstantTensor? folded = null;
        if (context.Constant(0) is { } constant && context.CanFold(context.Shape(0), constant.Floats is not null))
        {
            folded = Convert(constant, type, context.Shape(0)!);
        }

        context.Set(0, type, context.Shape(0), folded);
    }

    private static ConstantTensor? Convert(ConstantTensor constant, ElementType type, long[] shape)
    {
        bool toFloat = type.IsFloat();
        if (!toFloat && !ConstantReader.IsInteger(type))
        {
            return null;
        }

        // An unknown integer has no float to stand for it.
        if (toFloat && !constant.IsComplete)
        {
            return null;
        }

        if (toFloat)
        {
            return ConstantTensor.Of(type, shape, [.. Enumerable.Range(0, constant.Count).Select(constant.At)]);
        }

        long[] integers = constant.Integers is null
            ? Array.ConvertAll((double[])constant.Floats!, value => type == ElementType.Bool ? (value != 0 ? 1 : 0) : (long)value)
            : Array.ConvertAll((long[])constant.Integers, value => value == ConstantTensor.Unknown ? value : Narrow(value, type));
        return ConstantTensor.Of(type, shape, integers);
    }

    private static long Narrow(long value, ElementType type)
    {
        return type switch
        {
            ElementType.Bool => value != 0 ? 1 : 0,
            ElementType.Int32 => unchecked((int)value),
            ElementType.Int16 => unchecked((short)value),
            ElementType.Int8 => unchecked((sbyte)value),
            ElementType.UInt32 => unchecked((uint)value),
            ElementType.UInt16 => unchecked((ushort)value),
            ElementType.UInt8 => unchecked((byte)value),
            _ => value,
        };
    }

    private static void QuantizeLinear(OperatorContext context)
    {
        var named = (ElementType)context.Node.GetInt("output_dtype", 0);
        ElementType type = context.Has(2) ? context.Type(2) : named != ElementType.Undefined ? named : ElementType.UInt8;
        context.Set(0, type, context.Shape(0));
    }

    private static void DynamicQuantizeLinear(OperatorContext context)
    {
        context.Set(0, ElementType.UInt8, context.Shape(0));
        context.Set(1, ElementType.Float32, []);
        context.Set(2, ElementType.UInt8, []);
    }
}
