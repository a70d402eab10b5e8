using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Arithmetic of two or more tensors that broadcast.</summary>
internal static class ArithmeticLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Add"] = static node => node.Set(0, $"torch.add({node.Input(0)}, {node.Input(1)})"),
        ["Sub"] = static node => node.Set(0, $"torch.sub({node.Input(0)}, {node.Input(1)})"),
        ["Mul"] = static node => node.Set(0, $"torch.mul({node.Input(0)}, {node.Input(1)})"),
        ["Div"] = Div,
        ["Mod"] = Mod,
        ["Pow"] = Pow,
        ["Sum"] = static node => node.Set(0, Join(node, "torch.add")),
        ["Mean"] = Mean,
        ["Min"] = static node => node.Set(0, Join(node, "torch.minimum")),
        ["Max"] = static node => node.Set(0, Join(node, "torch.maximum")),
    };

    private static void Div(LoweringNode node)
    {
        // Integers are divided towards zero, as in C.
        string rounding = node.IsFloat(0) ? "" : ", rounding_mode=\"trunc\"";
        node.Set(0, $"torch.div({node.Input(0)}, {node.Input(1)}{rounding})");
    }

    private static void Mod(LoweringNode node)
    {
        bool isTruncated = node.Proto.GetInt("fmod", 0) != 0;
        if (!isTruncated && node.IsFloat(0))
        {
            throw node.NotLowered("floats need fmod=1");
        }

        node.Set(0, $"torch.{(isTruncated ? "fmod" : "remainder")}({node.Input(0)}, {node.Input(1)})");
    }

    private static void Pow(LoweringNode node)
    {
        string numbers = node.Input(0);
        ElementType type = node.KnownType(0);
        if (node.IsFloat(0))
        {
            bool isScalar = node.FindFloats(1) is { Length: 1 } && node.Rank(1) <= node.Rank(0);
            string exponent = isScalar ? TorchText.Number(node.FindFloats(1)![0]) : node.Input(1);
            string power = $"torch.pow({numbers}, {exponent})";

            // Exponents of a wider type do not widen the result.
            bool isSame = isScalar || !node.IsFloat(1) || node.KnownType(1) == type;
            node.Set(0, isSame ? power : $"{node.Let(power, "power")}.to({node.TorchType(type)})");
            return;
        }

        // Powers of integers go through float64, as in engines whose standard library knows no others: 2 to the -1 is 0, not an error.
        bool isWide = node.IsFloat(1);
        string power64 = isWide ? node.Let($"torch.pow({numbers}.to(7), {node.Input(1)}.to(7))", "power") : node.Let($"torch.pow({numbers}, {node.Input(1)})", "power");
        node.Set(0, $"{power64}.to({node.TorchType(type)})");
    }

    private static void Mean(LoweringNode node)
    {
        string sum = Join(node, "torch.add");
        node.Set(0, node.InputCount == 1 ? sum : string.Create(CultureInfo.InvariantCulture, $"torch.div({node.Let(sum, "total")}, {node.InputCount})"));
    }

    private static string Join(LoweringNode node, string function)
    {
        string result = node.Input(0);
        for (int i = 1; i < node.InputCount; i++)
        {
            string left = i == 1 ? result : node.Let(result, "partial");
            result = $"{function}({left}, {node.Input(i)})";
        }

        return result;
    }
}
