using InferenceBench.Frameworks.TensorFlow.Lowering.Windows;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>AveragePool and LpPool.</summary>
internal static class AveragePoolLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["AveragePool"] = AveragePool,
        ["LpPool"] = LpPool,
    };

    /// <summary>Powers of the absolute values of a tensor.</summary>
    public static string LpPowers(LoweringNode node, string tensor, long p)
    {
        return p switch
        {
            1 => node.Apply("Abs", node.KnownType(0), tensor),
            2 => node.Apply("Square", node.KnownType(0), tensor),
            _ => node.Apply("Pow", node.KnownType(0), node.Apply("Abs", node.KnownType(0), tensor), node.Scalar(node.KnownType(0), p)),
        };
    }

    /// <summary>The root that undoes <see cref="LpPowers"/>.</summary>
    public static string LpRoot(LoweringNode node, string sum, long p)
    {
        return p switch
        {
            1 => sum,
            2 => node.Apply("Sqrt", node.KnownType(0), sum),
            _ => node.Apply("Pow", node.KnownType(0), sum, node.Scalar(node.KnownType(0), 1.0 / p)),
        };
    }

    private static void AveragePool(LoweringNode node)
    {
        var window = SlidingWindow.OfPool(node);
        var frame = new WindowFrame(node, window);
        long[] shape = [.. node.Shape(0)[..2], .. window.Positions];
        bool countsPads = node.Proto.GetInt("count_include_pad", 0) != 0;

        // SAME leaves pads out of the mean.
        if (!window.IsDilated && !countsPads && WindowPadding.IsSame(window))
        {
            node.Set(0, frame.Leave(Pool(node, frame, window, frame.Enter(), "SAME"), frame.Type, shape), frame.Layout);
            return;
        }

        string mean = Mean(node, frame, window, frame.Enter());
        float[] factors = window.MeanFactors(countsPads);
        if (Array.Exists(factors, static factor => factor != 1))
        {
            // Kernel elements over elements that count, which differ at the edges.
            string constant = node.Cast(node.Floats(frame.Shape([1, 1, .. window.Positions]), factors), Contracts.ElementType.Float32, frame.Type);
            mean = node.Apply("Mul", frame.Type, mean, constant);
        }

        node.Set(0, frame.Leave(mean, frame.Type, shape), frame.Layout);
    }

    private static void LpPool(LoweringNode node)
    {
        var window = SlidingWindow.OfPool(node);
        var frame = new WindowFrame(node, window);
        long p = node.Proto.GetInt("p", 2);
        string mean = Mean(node, frame, window, LpPowers(node, frame.Enter(), p));
        string sum = node.Apply("Mul", frame.Type, mean, node.Scalar(frame.Type, window.Volume));
        node.Set(0, frame.Leave(LpRoot(node, sum, p), frame.Type, [.. node.Shape(0)[..2], .. window.Positions]), frame.Layout);
    }

    // The mean of every window over its whole volume, pads counting as zeros.
    private static string Mean(LoweringNode node, WindowFrame frame, SlidingWindow window, string input)
    {
        string padded = WindowPadding.IsValid(window) && !window.IsDilated ? input : frame.Padded(input, window, window.ExactEnd);
        return window.IsDilated
            ? node.Apply("Mul", frame.Type, new WindowTaps(node, frame, window).Join("AddV2", padded), node.Scalar(frame.Type, 1.0 / window.Volume))
            : Pool(node, frame, window, padded, "VALID");
    }

    private static string Pool(LoweringNode node, WindowFrame frame, SlidingWindow window, string input, string padding)
    {
        return node.Let(
            frame.IsVolume ? "AvgPool3D" : "AvgPool", [input],
            Attr.Type("T", frame.Type), Attr.Ints("ksize", frame.Arranged(window.Kernel, 1)), Attr.Ints("strides", frame.Arranged(window.Strides, 1)),
            Attr.Text("padding", padding), Attr.Text("data_format", frame.Format));
    }
}
