using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>Quantization to integers of 8 and 16 bits, for a tensor or for each index of an axis, as plain arithmetic; models that multiply between are refused as a whole.</summary>
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
        ElementType computed = node.KnownType(1);
        string numbers = node.Cast(node.Input(0), node.KnownType(0), computed);

        // Half to even, in TensorFlow as in ONNX.
        string rounded = node.Apply("Round", computed, node.Apply("RealDiv", computed, numbers, OnAxis(node, 1)));
        string shifted = node.Has(2) ? node.Apply("AddV2", computed, rounded, OnAxis(node, 2)) : rounded;
        node.Set(0, Clamped(node, shifted, computed, low, high, type));
    }

    private static void Dequantize(LoweringNode node)
    {
        ElementType computed = node.KnownType(1);

        // Floats of 8 bits and integers of 4 have no type here.
        string numbers = node.Cast(node.Input(0), node.KnownType(0), computed);
        string shifted = node.Has(2) ? node.Apply("Sub", computed, numbers, OnAxis(node, 2)) : numbers;
        node.Set(0, node.Apply("Mul", computed, shifted, OnAxis(node, 1)));
    }

    private static void DynamicQuantize(LoweringNode node)
    {
        const ElementType Type = ElementType.Float32;
        string input = node.Input(0);
        string zero = node.Scalar(Type, 0);
        string low = node.Apply("Minimum", Type, Extreme(node, "Min", input), zero);
        string span = node.Apply("Sub", Type, node.Apply("Maximum", Type, Extreme(node, "Max", input), zero), low);

        // All zeros: any scale will do.
        string isFlat = node.Let("Equal", [span, zero], Attr.Type("T", Type));
        string scale = node.Apply("SelectV2", Type, isFlat, node.Scalar(Type, 1), node.Apply("RealDiv", Type, span, node.Scalar(Type, 255)));
        string start = node.Apply("Round", Type, node.Apply("RealDiv", Type, node.Apply("Neg", Type, low), scale));
        string shift = node.Apply("ClipByValue", Type, start, zero, node.Scalar(Type, 255));
        string shifted = node.Apply("AddV2", Type, node.Apply("Round", Type, node.Apply("RealDiv", Type, input, scale)), shift);
        node.Set(0, Clamped(node, shifted, Type, 0, 255, ElementType.UInt8));
        node.Set(1, scale);
        node.Set(2, node.Cast(shift, Type, ElementType.UInt8));
    }

    private static string Extreme(LoweringNode node, string op, string input)
    {
        return node.Let(
            op, [input, node.Ints(Enumerable.Range(0, node.Rank(0)).Select(static axis => (long)axis))],
            Attr.Type("T", ElementType.Float32), Attr.Type("Tidx", ElementType.Int32), Attr.Flag("keep_dims", false));
    }

    private static string Clamped(LoweringNode node, string tensor, ElementType type, int low, int high, ElementType to)
    {
        return node.Cast(node.Apply("ClipByValue", type, tensor, node.Scalar(type, low), node.Scalar(type, high)), type, to);
    }

    private static (int Low, int High) Range(LoweringNode node, ElementType type)
    {
        return type switch
        {
            ElementType.UInt8 => (0, 255),
            ElementType.Int8 => (-128, 127),
            ElementType.Int16 => (-32768, 32767),
            ElementType.UInt16 => (0, 65535),
            _ => throw node.NotLowered($"it quantizes to {type.ToName()}"),
        };
    }

    // A scale or zero point, shaped so that it broadcasts along its axis; zero points become floats, or they would wrap around.
    private static string OnAxis(LoweringNode node, int input)
    {
        ElementType type = node.KnownType(1);
        string tensor = node.Cast(node.Input(input), node.KnownType(input), type);
        long[] shape = node.Shape(input);
        if (shape.Length == 0)
        {
            return tensor;
        }

        if (shape is [1])
        {
            return node.Reshape(tensor, type, []);
        }

        if (shape.Length > 1 || node.Proto.GetInt("block_size", 0) != 0)
        {
            throw node.NotLowered("it quantizes in blocks");
        }

        int rank = node.Rank(0);
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", 1), rank);
        return node.Reshape(tensor, type, [shape[0], .. Enumerable.Repeat(1L, rank - axis - 1)]);
    }
}
