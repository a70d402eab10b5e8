using System.Globalization;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>AveragePool and LpPool.</summary>
internal static class AveragePoolLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["AveragePool"] = AveragePool,
        ["LpPool"] = LpPool,
    };

    private static void AveragePool(LoweringNode node)
    {
        var window = SlidingWindow.OfPool(node);
        bool countsPads = node.Proto.GetInt("count_include_pad", 0) != 0;
        if (TorchWindows.NativeCeiling(window) is { } ceiling && !window.IsDilated)
        {
            node.Set(0, Pool(node.Input(0), window, window.Begin, ceiling, countsPads));
            return;
        }

        string mean = Mean(node, window, node.Input(0));
        float[] factors = window.MeanFactors(countsPads);
        if (Array.TrueForAll(factors, static factor => factor == 1))
        {
            node.Set(0, mean);
            return;
        }

        // Kernel elements over elements that count, which differ at the edges.
        string constant = node.Floats("factors", [1, 1, .. window.Positions], factors);
        node.Set(0, $"torch.mul({node.Let(mean, "mean")}, {constant})");
    }

    private static void LpPool(LoweringNode node)
    {
        var window = SlidingWindow.OfPool(node);
        long p = node.Proto.GetInt("p", 2);
        string powers = node.Let(LpPowers(node, p), "powers");
        string mean = node.Let(Mean(node, window, powers), "mean");
        string sum = node.Let(string.Create(CultureInfo.InvariantCulture, $"torch.mul({mean}, {window.Volume})"), "total");
        node.Set(0, LpRoot(sum, p));
    }

    /// <summary>Powers of the absolute values of the input.</summary>
    public static string LpPowers(LoweringNode node, long p)
    {
        return p == 1 ? $"torch.abs({node.Input(0)})" : string.Create(CultureInfo.InvariantCulture, $"torch.pow({node.Let($"torch.abs({node.Input(0)})", "magnitude")}, {p})");
    }

    /// <summary>The root that undoes <see cref="LpPowers"/>.</summary>
    public static string LpRoot(string sum, long p)
    {
        return p switch { 1 => sum, 2 => $"torch.sqrt({sum})", _ => $"torch.pow({sum}, {TorchText.Number(1.0 / p)})" };
    }

    // The mean of every window over its whole volume, pads counting as zeros.
    private static string Mean(LoweringNode node, SlidingWindow window, string input)
    {
        long[] end = window.ExactEnd;
        if (Array.Exists([.. window.Begin, .. end], static pad => pad != 0))
        {
            input = node.Let($"torch.constant_pad_nd({input}, {TorchWindows.PadList(window.Begin, end)}, 0)", "padded");
        }

        return window.IsDilated ? DilatedMean(node, window, input) : Pool(input, window, new long[window.Rank], isCeiling: false, countsPads: true);
    }

    // libtorch's pooling has no dilation; a convolution of each plane with equal weights is the same.
    private static string DilatedMean(LoweringNode node, SlidingWindow window, string input)
    {
        long[] shape = node.Shape(0);
        long[] end = window.ExactEnd;
        long[] padded = [.. Enumerable.Range(0, window.Rank).Select(axis => window.Size[axis] + window.Begin[axis] + end[axis])];
        string planes = node.Let($"{input}.reshape({TorchText.List([shape[0] * shape[1], 1, .. padded])})", "planes");
        string weights = node.Floats("weights", [1, 1, .. window.Kernel], [.. Enumerable.Repeat(1f / window.Volume, checked((int)window.Volume))]);
        string means = node.Let(string.Create(CultureInfo.InvariantCulture,
            $"torch.conv{window.Rank}d({planes}, {weights}, None, {TorchText.List(window.Strides)}, {TorchText.List(new long[window.Rank])}, {TorchText.List(window.Dilations)}, 1)"), "means");
        return $"{means}.reshape({TorchText.List([shape[0], shape[1], .. window.Positions])})";
    }

    private static string Pool(string input, SlidingWindow window, long[] pads, bool isCeiling, bool countsPads)
    {
        return string.Create(CultureInfo.InvariantCulture,
            $"torch.avg_pool{window.Rank}d({input}, {TorchText.List(window.Kernel)}, {TorchText.List(window.Strides)}, {TorchText.List(pads)}, {TorchText.Boolean(isCeiling)}, {TorchText.Boolean(countsPads)})");
    }
}
