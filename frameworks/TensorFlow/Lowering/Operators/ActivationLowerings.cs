using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Activations with parameters; they keep the layout.</summary>
internal static class ActivationLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["LeakyRelu"] = static node => UnaryLowerings.Map(node, (input, type) => Leaky(node, input, type, node.Proto.GetFloat("alpha", 0.01f))),
        ["PRelu"] = PRelu,
        ["Elu"] = static node => UnaryLowerings.Map(node, (input, type) => Elu(node, input, type, node.Proto.GetFloat("alpha", 1))),
        ["Selu"] = Selu,
        ["Celu"] = Celu,
        ["HardSigmoid"] = HardSigmoid,
        ["HardSwish"] = static node => UnaryLowerings.Map(node, (input, type) => HardSwish(node, input, type)),
        ["Softplus"] = static node => UnaryLowerings.Map(node, "Softplus"),
        ["Softsign"] = static node => UnaryLowerings.Map(node, "Softsign"),
        ["Mish"] = static node => UnaryLowerings.Map(node, (input, type) => node.Apply("Mul", type, input, node.Apply("Tanh", type, node.Apply("Softplus", type, input)))),
        ["ThresholdedRelu"] = ThresholdedRelu,
        ["Shrink"] = Shrink,
    };

    private static string Leaky(LoweringNode node, string input, ElementType type, float alpha)
    {
        return node.Let("LeakyRelu", [input], Attr.Type("T", type), Attr.Float("alpha", alpha));
    }

    private static void PRelu(LoweringNode node)
    {
        ElementType type = node.KnownType(0);
        if (type.IsFloat() && node.FindFloats(1) is [double slope])
        {
            UnaryLowerings.Map(node, (input, _) => Leaky(node, input, type, (float)slope));
            return;
        }

        Operands operands = node.Broadcast(0, 1);
        string value = operands.Tensors[0];
        string isNegative = node.Apply("Less", type, value, node.Scalar(type, 0));
        node.Set(0, node.Select(type, isNegative, node.Apply("Mul", type, value, operands.Tensors[1]), value), operands.Layout);
    }

    private static string Elu(LoweringNode node, string input, ElementType type, double alpha)
    {
        string elu = node.Apply("Elu", type, input);
        return alpha == 1
            ? elu
            : node.Select(type, node.Apply("Less", type, input, node.Scalar(type, 0)), node.Apply("Mul", type, elu, node.Scalar(type, alpha)), input);
    }

    private static void Selu(LoweringNode node)
    {
        float alpha = node.Proto.GetFloat("alpha", 1.67326319f);
        float gamma = node.Proto.GetFloat("gamma", 1.05070102f);
        bool isDefault = MathF.Abs(alpha - 1.67326319f) < 1e-6f && MathF.Abs(gamma - 1.05070102f) < 1e-6f;
        UnaryLowerings.Map(node, (input, type) => isDefault
            ? node.Apply("Selu", type, input)
            : node.Apply("Mul", type, Elu(node, input, type, alpha), node.Scalar(type, gamma)));
    }

    private static void Celu(LoweringNode node)
    {
        float alpha = node.Proto.GetFloat("alpha", 1);
        UnaryLowerings.Map(node, (input, type) => alpha == 1
            ? node.Apply("Elu", type, input)
            : node.Apply("Mul", type, node.Apply("Elu", type, node.Apply("Mul", type, input, node.Scalar(type, 1 / (double)alpha))), node.Scalar(type, alpha)));
    }

    private static void HardSigmoid(LoweringNode node)
    {
        float alpha = node.Proto.GetFloat("alpha", 0.2f);
        float beta = node.Proto.GetFloat("beta", 0.5f);
        bool isKeras = MathF.Abs(alpha - (1f / 6)) < 1e-7f && beta == 0.5f;
        UnaryLowerings.Map(node, (input, type) => isKeras
            ? Sixth(node, input, type)
            : node.Apply("Minimum", type, node.Apply("Relu", type, Line(node, input, type, alpha, beta)), node.Scalar(type, 1)));
    }

    private static string Line(LoweringNode node, string input, ElementType type, float alpha, float beta)
    {
        return node.Apply("AddV2", type, node.Apply("Mul", type, input, node.Scalar(type, alpha)), node.Scalar(type, beta));
    }

    // As Keras writes it, which leaves what lies above 3 exactly as it is.
    private static string HardSwish(LoweringNode node, string input, ElementType type)
    {
        return node.Apply("Mul", type, input, Sixth(node, input, type));
    }

    private static string Sixth(LoweringNode node, string input, ElementType type)
    {
        string gate = node.Apply("Relu6", type, node.Apply("AddV2", type, input, node.Scalar(type, 3)));
        return node.Apply("Mul", type, gate, node.Scalar(type, 1.0 / 6));
    }

    private static void ThresholdedRelu(LoweringNode node)
    {
        float alpha = node.Proto.GetFloat("alpha", 1);
        UnaryLowerings.Map(node, (input, type) =>
            node.Select(type, node.Apply("Greater", type, input, node.Scalar(type, alpha)), input, node.Scalar(type, 0)));
    }

    private static void Shrink(LoweringNode node)
    {
        float bias = node.Proto.GetFloat("bias", 0);
        float threshold = node.Proto.GetFloat("lambd", 0.5f);
        UnaryLowerings.Map(node, (input, own) =>
        {
            // The bounds of integers may be fractions.
            ElementType type = own.IsFloat() ? own : ElementType.Float64;
            string value = node.Cast(input, own, type);
            string below = node.Apply("Less", type, value, node.Scalar(type, -threshold));
            string above = node.Apply("Greater", type, value, node.Scalar(type, threshold));
            string inner = node.Select(type, above, node.Apply("Sub", type, value, node.Scalar(type, bias)), node.Scalar(type, 0));
            return node.Cast(node.Select(type, below, node.Apply("AddV2", type, value, node.Scalar(type, bias)), inner), type, own);
        });
    }
}
