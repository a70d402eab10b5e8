using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Quantization to integers of 8 and 16 bits, for a tensor or for each index of an axis.</summary>
internal static class QuantizationLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["QuantizeLinear"] = Quantize,
        ["DequantizeLinear"] = Dequantize,
        ["DynamicQuantizeLinear"] = DynamicQuantize,
    };

    private static void Quantize(LoweringNode node)
    {
        ElementType type = node.Has(2) ? node.KnownType(2) : (ElementType)node.Proto.GetInt("output_dtype", (long)ElementType.UInt8);
        type = type == ElementType.Undefined ? ElementType.UInt8 : type;
        (int low, int high) = Range(node, type);
        string input = node.IsFloat(0) ? node.Input(0) : node.Let($"{node.Input(0)}.to({node.TorchType(node.KnownType(1))})", "numbers");
        string rounded = node.Let($"torch.round(torch.div({input}, {OnAxis(node, 1)}))", "rounded");
        string shifted = node.Has(2) ? node.Let($"torch.add({rounded}, {OnAxis(node, 2)})", "shifted") : rounded;
        node.Set(0, string.Create(CultureInfo.InvariantCulture, $"torch.clamp({shifted}, {low}.0, {high}.0).to({node.TorchType(type)})"));
    }

    private static void Dequantize(LoweringNode node)
    {
        // Floats of 8 bits and integers of 4 have no type in libtorch.
        _ = node.TorchType(node.KnownType(0));
        int type = node.TorchType(node.KnownType(1));
        string numbers = node.Let($"{node.Input(0)}.to({type})", "numbers");
        string shifted = node.Has(2) ? node.Let($"torch.sub({numbers}, {OnAxis(node, 2)})", "shifted") : numbers;
        node.Set(0, $"torch.mul({shifted}, {OnAxis(node, 1)})");
    }

    private static void DynamicQuantize(LoweringNode node)
    {
        string input = node.Input(0);
        string low = node.Let($"torch.clamp_max(torch.min({input}), 0)", "low");
        string span = node.Let($"torch.sub(torch.clamp_min(torch.max({input}), 0), {low})", "span");

        // All zeros: any scale will do.
        string scale = node.Let($"torch.where(torch.eq({span}, 0), torch.ones_like({span}), torch.div({span}, 255))", "scale");
        string zero = node.Let($"torch.clamp(torch.round(torch.div(torch.neg({low}), {scale})), 0.0, 255.0)", "zero");
        node.Set(0, $"torch.clamp(torch.add(torch.round(torch.div({input}, {scale})), {zero}), 0.0, 255.0).to(0)");
        node.Set(1, scale);
        node.Set(2, $"{zero}.to(0)");
    }

    private static (int Low, int High) Range(LoweringNode node, ElementType type)
    {
        return type switch
        {
            ElementType.UInt8 => (0, 255),
            ElementType.Int8 => (-128, 127),
            ElementType.Int16 => (-32768, 32767),
            _ => throw node.NotLowered($"it quantizes to {type.ToName()}"),
        };
    }

    // A scale or zero point, shaped so that it broadcasts along its axis; zero points become floats, or they would wrap around.
    private static string OnAxis(LoweringNode node, int input)
    {
        string expression = input == 1 ? node.Input(1) : node.Let($"{node.Input(input)}.to({node.TorchType(node.KnownType(1))})", "zero");
        long[] shape = node.Shape(input);
        if (shape.Length == 0 || (shape.Length == 1 && shape[0] == 1))
        {
            return expression;
        }

        if (shape.Length > 1 || node.Proto.GetInt("block_size", 0) != 0)
        {
            throw node.NotLowered("it quantizes in blocks");
        }

        int rank = node.Rank(0);
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", 1), rank);
        return node.Let($"{expression}.reshape({TorchText.List([shape[0], .. Enumerable.Repeat(1L, rank - axis - 1)])})", "along");
    }
}
