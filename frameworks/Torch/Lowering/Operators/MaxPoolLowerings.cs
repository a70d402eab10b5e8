using System.Globalization;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>MaxPool, with the positions of the maxima when they are wanted.</summary>
internal static class MaxPoolLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["MaxPool"] = MaxPool,
    };

    private static void MaxPool(LoweringNode node)
    {
        var window = SlidingWindow.OfPool(node);
        string input = node.Input(0);
        bool isInteger = !node.IsFloat(0);
        if (isInteger)
        {
            // 8 bits: float32 holds every value, and libtorch 1.13 pools floats alone.
            input = node.Let($"{input}.to(6)", "wide");
        }

        long[] pads = window.Begin;
        bool? ceiling = TorchWindows.NativeCeiling(window);
        bool isPadded = ceiling is null;
        if (isPadded)
        {
            input = node.Let($"torch.constant_pad_nd({input}, {TorchWindows.PadList(window.Begin, window.ExactEnd)}, {TorchText.Number(double.NegativeInfinity)})", "padded");
            pads = new long[window.Rank];
        }

        string arguments = $"({input}, {TorchText.List(window.Kernel)}, {TorchText.List(window.Strides)}, {TorchText.List(pads)}, {TorchText.List(window.Dilations)}, {TorchText.Boolean(ceiling ?? false)})";
        string pool = string.Create(CultureInfo.InvariantCulture, $"torch.max_pool{window.Rank}d");
        if (node.Wants(1))
        {
            SetBoth(node, window, $"{pool}_with_indices{arguments}", isPadded, isInteger);
            return;
        }

        string expression = pool + arguments;
        node.Set(0, isInteger ? $"{node.Let(expression, "maxima")}.to({node.TorchType(node.Type(0))})" : expression);
    }

    private static void SetBoth(LoweringNode node, SlidingWindow window, string expression, bool isPadded, bool isInteger)
    {
        string[] both = node.LetAll(expression, "maxima", "indices");
        (string maxima, string indices) = (both[0], both[1]);
        node.Set(0, isInteger ? $"{maxima}.to({node.TorchType(node.Type(0))})" : maxima);

        // libtorch counts within a plane, of the padded input; ONNX over the whole input, in column-major order if so told.
        bool isColumnMajor = node.Proto.GetInt("storage_order", 0) != 0 && window.Rank > 1;
        string plane = isPadded || isColumnMajor ? Renumber(node, window, indices, isPadded, isColumnMajor) : indices;
        long[] shape = node.Shape(0);
        long planes = shape[0] * shape[1];
        long elements = window.Size.Aggregate(1L, static (product, size) => product * size);
        string starts = node.Longs("starts", [shape[0], shape[1], .. Enumerable.Repeat(1L, window.Rank)], [.. Enumerable.Range(0, checked((int)planes)).Select(i => i * elements)]);
        node.Set(1, $"torch.add({plane}, {starts})");
    }

    private static string Renumber(LoweringNode node, SlidingWindow window, string indices, bool isPadded, bool isColumnMajor)
    {
        string result = "";
        long weight = 1;
        long[] counted = isPadded ? [.. Enumerable.Range(0, window.Rank).Select(axis => window.Size[axis] + window.Begin[axis] + window.ExactEnd[axis])] : window.Size;
        for (int axis = window.Rank - 1; axis >= 0; axis--)
        {
            string position = axis == 0 ? indices : node.Let(string.Create(CultureInfo.InvariantCulture, $"torch.remainder({indices}, {counted[axis]})"), "position");
            long factor = isColumnMajor ? window.Size[..axis].Aggregate(1L, static (product, size) => product * size) : weight;
            long start = isPadded ? window.Begin[axis] : 0;
            string term = node.Let(string.Create(CultureInfo.InvariantCulture, $"torch.mul(torch.sub({position}, {start}), {factor})"), "term");
            result = result.Length == 0 ? term : node.Let($"torch.add({result}, {term})", "index");
            weight *= window.Size[axis];
            if (axis > 0)
            {
                indices = node.Let(string.Create(CultureInfo.InvariantCulture, $"torch.div({indices}, {counted[axis]}, rounding_mode=\"floor\")"), "rest");
            }
        }

        return result;
    }
}
