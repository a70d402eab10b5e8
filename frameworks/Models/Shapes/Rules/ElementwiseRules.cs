using InferenceBench.Contracts;

namespace InferenceBench.Models.Shapes.Rules;

/// <summary>Operators of one tensor whose output has its shape.</summary>
internal static class ElementwiseRules
{
    private static readonly string[] s_sameType =
    [
        "Relu", "LeakyRelu", "Clip", "Sigmoid", "HardSigmoid", "HardSwish", "Tanh", "Erf", "Gelu", "Softmax", "LRN", "PRelu",
        "Elu", "Selu", "Celu", "Softplus", "Softsign", "Mish", "ThresholdedRelu", "LogSoftmax", "Hardmax", "Log", "Sin", "Cos",
        "Reciprocal", "Sign", "Trilu", "CumSum", "Shrink", "MeanVarianceNormalization", "LpNormalization", "ScatterElements",
        "InstanceNormalization", "GroupNormalization", "ScatterND", "Scatter", "ReverseSequence",
        "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Asinh", "Acosh", "Atanh", "BitwiseNot",
    ];

    /// <summary>Adds the rules.</summary>
    /// <param name="rules">The table.</param>
    public static void AddTo(Dictionary<string, ShapeRule> rules)
    {
        foreach (string type in s_sameType)
        {
            rules[type] = static context => context.Set(0, context.Type(0), context.Shape(0));
        }

        rules["Identity"] = static context => context.Set(0, context.Type(0), context.Shape(0), context.Constant(0));
        rules["Dropout"] = Dropout;
        rules["Not"] = static context => Fold(context, ElementType.Bool, static value => value == 0 ? 1 : 0, null);
        rules["IsNaN"] = static context => context.Set(0, ElementType.Bool, context.Shape(0));
        rules["IsInf"] = rules["IsNaN"];
        rules["Neg"] = static context => Fold(context, context.Type(0), static value => -value, static value => -value);
        rules["Abs"] = static context => Fold(context, context.Type(0), Math.Abs, Math.Abs);
        rules["Floor"] = static context => Fold(context, context.Type(0), null, Math.Floor);
        rules["Ceil"] = static context => Fold(context, context.Type(0), null, Math.Ceiling);
        rules["Round"] = static context => Fold(context, context.Type(0), null, static value => Math.Round(value, MidpointRounding.ToEven));
        rules["Sqrt"] = static context => Fold(context, context.Type(0), null, Math.Sqrt);
        rules["Exp"] = static context => Fold(context, context.Type(0), null, Math.Exp);
    }

    private static void Dropout(OperatorContext context)
    {
        context.Set(0, context.Type(0), context.Shape(0), context.Constant(0));
        // Until opset 9 the mask had the type of the data.
        context.Set(1, context.Opset >= 10 ? ElementType.Bool : context.Type(0), context.Shape(0));
    }

    private static void Fold(OperatorContext context, ElementType type, Func<long, long>? onIntegers, Func<double, double>? onFloats)
    {
        long[]? shape = context.Shape(0);
        ConstantTensor? folded = null;
        if (context.Constant(0) is { } constant && context.CanFold(shape, constant.Floats is not null))
        {
            folded = constant switch
            {
                { Integers: not null } when onIntegers is not null => ConstantTensor.Of(type, shape!,
                    Array.ConvertAll((long[])constant.Integers, value => value == ConstantTensor.Unknown ? value : onIntegers(value))),
                { Floats: not null } when onFloats is not null => ConstantTensor.Of(type, shape!,
                    Array.ConvertAll((double[])constant.Floats, value => onFloats(value))),
                _ => null,
            };
        }

        context.Set(0, type, shape, folded);
    }
}
