using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Activations with parameters.</summary>
internal static class ActivationLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["LeakyRelu"] = static node => node.Set(0, $"torch.leaky_relu({node.Input(0)}, {Attribute(node, "alpha", 0.01f)})"),
        ["PRelu"] = PRelu,
        ["Elu"] = static node => node.Set(0, $"torch.elu({node.Input(0)}, {Attribute(node, "alpha", 1)})"),
        ["Selu"] = Selu,
        ["Celu"] = static node => node.Set(0, $"torch.celu({node.Input(0)}, {Attribute(node, "alpha", 1)})"),
        ["HardSigmoid"] = HardSigmoid,
        ["HardSwish"] = static node => node.Set(0, $"torch.hardswish({node.Input(0)})"),
        ["Gelu"] = static node => node.Set(0, $"torch.gelu({node.Input(0)}, approximate=\"{(node.Proto.GetText("approximate", "none") == "tanh" ? "tanh" : "none")}\")"),
        ["Mish"] = static node => node.Set(0, $"torch.mish({node.Input(0)})"),
        ["Softplus"] = static node => node.Set(0, $"torch.softplus({node.Input(0)})"),
        ["Softsign"] = static node => node.Set(0, $"torch.div({node.Input(0)}, torch.add(torch.abs({node.Input(0)}), 1))"),
        ["ThresholdedRelu"] = static node => node.Set(0, $"torch.threshold({node.Input(0)}, {Attribute(node, "alpha", 1)}, 0)"),
        ["Shrink"] = Shrink,
        ["Clip"] = Clip,
    };

    private static string Attribute(LoweringNode node, string name, float fallback)
    {
        return TorchText.Number(node.Proto.GetFloat(name, fallback));
    }

    private static void PRelu(LoweringNode node)
    {
        string input = node.Input(0);
        long[] shape = node.Shape(0);
        long[] slope = node.Shape(1);
        long count = slope.Aggregate(1L, static (product, size) => product * size);
        long[] aligned = [.. Enumerable.Repeat(1L, Math.Max(0, shape.Length - slope.Length)), .. slope];

        // libtorch's own takes one slope, or one for each channel.
        bool isPerChannel = shape.Length >= 2 && aligned[1] == shape[1] && count == shape[1];
        if (node.IsFloat(0) && (count == 1 || isPerChannel) && aligned.Length == shape.Length)
        {
            string slopes = slope.Length == 1 ? node.Input(1)
                : node.Type(1) == ElementType.Float32 && node.FindFloats(1) is { } elements ? node.Floats("slopes", [count], Array.ConvertAll(elements, static element => (float)element))
                : node.Let($"{node.Input(1)}.reshape({TorchText.List([count])})", "slopes");
            node.Set(0, $"torch.prelu({input}, {slopes})");
            return;
        }

        node.Set(0, $"torch.where(torch.lt({input}, 0), torch.mul({input}, {node.Input(1)}), {input})");
    }

    private static void Selu(LoweringNode node)
    {
        float alpha = node.Proto.GetFloat("alpha", 1.67326319f);
        float gamma = node.Proto.GetFloat("gamma", 1.05070102f);
        bool isDefault = MathF.Abs(alpha - 1.67326319f) < 1e-6f && MathF.Abs(gamma - 1.05070102f) < 1e-6f;
        node.Set(0, isDefault ? $"torch.selu({node.Input(0)})" : $"torch.elu({node.Input(0)}, {TorchText.Number(alpha)}, {TorchText.Number(gamma)})");
    }

    private static void HardSigmoid(LoweringNode node)
    {
        float alpha = node.Proto.GetFloat("alpha", 0.2f);
        float beta = node.Proto.GetFloat("beta", 0.5f);
        if (MathF.Abs(alpha - (1f / 6)) < 1e-7f && beta == 0.5f)
        {
            node.Set(0, $"torch.hardsigmoid({node.Input(0)})");
            return;
        }

        string line = node.Let($"torch.add(torch.mul({node.Input(0)}, {TorchText.Number(alpha)}), {TorchText.Number(beta)})", "line");
        node.Set(0, $"torch.clamp({line}, 0.0, 1.0)");
    }

    private static void Shrink(LoweringNode node)
    {
        float bias = node.Proto.GetFloat("bias", 0);
        float threshold = node.Proto.GetFloat("lambd", 0.5f);
        string input = node.Input(0);
        string below = node.Let($"torch.lt({input}, {TorchText.Number(-threshold)})", "below");
        string above = node.Let($"torch.gt({input}, {TorchText.Number(threshold)})", "above");
        string raised = Shifted("add", "raised");
        string lowered = Shifted("sub", "lowered");
        string inner = node.Let($"torch.where({above}, {lowered}, torch.zeros_like({input}))", "inner");
        node.Set(0, $"torch.where({below}, {raised}, {inner})");

        string Shifted(string function, string hint)
        {
            // A fraction would turn integers into floats.
            string type = node.IsFloat(0) ? "" : string.Create(CultureInfo.InvariantCulture, $".to({node.TorchType(node.Type(0))})");
            return bias == 0 ? input : node.Let($"torch.{function}({input}, {TorchText.Number(bias)}){type}", hint);
        }
    }

    private static void Clip(LoweringNode node)
    {
        if (node.Opset < 11)
        {
            SetClamped(node, Bound(node, node.Proto.GetFloat("min", float.MinValue)), Bound(node, node.Proto.GetFloat("max", float.MaxValue)));
            return;
        }

        bool isKnown = (!node.Has(1) || IsScalar(node, 1)) && (!node.Has(2) || IsScalar(node, 2));
        if (isKnown)
        {
            SetClamped(node, Bound(node, 1), Bound(node, 2));
            return;
        }

        string result = node.Has(1) ? $"torch.maximum({node.Input(0)}, {node.Input(1)})" : node.Input(0);
        node.Set(0, node.Has(2) ? $"torch.minimum({(node.Has(1) ? node.Let(result, "raised") : result)}, {node.Input(2)})" : result);
    }

    private static bool IsScalar(LoweringNode node, int input)
    {
        return node.FindFloats(input) is { Length: 1 };
    }

    private static void SetClamped(LoweringNode node, string low, string high)
    {
        node.Set(0, (low, high) == ("None", "None") ? node.Input(0) : $"torch.clamp({node.Input(0)}, {low}, {high})");
    }

    private static string Bound(LoweringNode node, int input)
    {
        return !node.Has(input) ? "None"
            : node.IsFloat(0) ? Bound(node, (float)node.FindFloats(input)![0])
            : node.Integers(input)[0].ToString(CultureInfo.InvariantCulture);
    }

    // Writers spell "no bound" as the largest number; what half precision cannot hold bounds nothing there.
    private static string Bound(LoweringNode node, float value)
    {
        bool isHalf = node.TorchType(node.Type(0)) == node.TorchType(ElementType.Float16);
        return MathF.Abs(value) >= (isHalf ? 65504 : float.MaxValue) ? "None" : TorchText.Number(value);
    }
}
