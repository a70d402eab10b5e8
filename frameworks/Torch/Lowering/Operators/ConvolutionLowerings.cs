using System.Globalization;
using InferenceBench.Models.Lowering;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Convolutions of one to three spatial axes.</summary>
internal static class ConvolutionLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Conv"] = Conv,
        ["ConvTranspose"] = ConvTranspose,
    };

    private static void Conv(LoweringNode node)
    {
        var window = new SlidingWindow(node, node.Shape(1)[2..]);
        string input = node.Input(0);
        long[] pads = window.Begin;
        if (!TorchWindows.HasNativePads(window))
        {
            input = node.Let($"torch.constant_pad_nd({input}, {TorchWindows.PadList(window.Begin, window.End)}, 0)", "padded");
            pads = new long[window.Rank];
        }

        string bias = node.Has(2) ? node.Input(2) : "None";
        node.Set(0, string.Create(CultureInfo.InvariantCulture,
            $"torch.conv{window.Rank}d({input}, {node.Input(1)}, {bias}, {TorchText.List(window.Strides)}, {TorchText.List(pads)}, {TorchText.List(window.Dilations)}, {Groups(node)})"));
    }

    private static void ConvTranspose(LoweringNode node)
    {
        var window = new SlidingWindow(node, node.Shape(1)[2..]);
        long[] size = node.OutputShape(0)[2..];
        (long[] full, long[] begin) = TransposedWindow.Of(node, window, size);
        long[] outputPads = [.. Enumerable.Range(0, window.Rank).Select(axis => size[axis] - full[axis] + (2 * begin[axis]))];
        bool isNative = Enumerable.Range(0, window.Rank).All(axis =>
            begin[axis] >= 0 && outputPads[axis] >= 0 && outputPads[axis] < Math.Max(window.Strides[axis], window.Dilations[axis]));
        string bias = node.Has(2) ? node.Input(2) : "None";
        if (isNative)
        {
            node.Set(0, Transposed(node, window, bias, begin, outputPads));
            return;
        }

        // The whole result, of which the output is a section; where it sticks out there is nothing but the bias.
        string whole = node.Let(Transposed(node, window, "None", new long[window.Rank], new long[window.Rank]), "whole");
        long[] head = [.. begin.Select(static pad => -pad)];
        long[] tail = [.. Enumerable.Range(0, window.Rank).Select(axis => size[axis] - full[axis] + begin[axis])];
        string section = $"torch.constant_pad_nd({whole}, {TorchWindows.PadList(head, tail)}, 0)";
        if (node.Has(2))
        {
            string channels = node.Let($"{bias}.reshape({TorchText.List([-1, .. Enumerable.Repeat(1L, window.Rank)])})", "bias");
            section = $"torch.add({node.Let(section, "section")}, {channels})";
        }

        node.Set(0, section);
    }

    private static string Transposed(LoweringNode node, SlidingWindow window, string bias, long[] pads, long[] outputPads)
    {
        return string.Create(CultureInfo.InvariantCulture,
            $"torch.conv_transpose{window.Rank}d({node.Input(0)}, {node.Input(1)}, {bias}, {TorchText.List(window.Strides)}, {TorchText.List(pads)}, {TorchText.List(outputPads)}, {Groups(node)}, {TorchText.List(window.Dilations)})");
    }

    private static long Groups(LoweringNode node)
    {
        return node.Proto.GetInt("group", 1);
    }
}
