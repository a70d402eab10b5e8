using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorFlow.Lowering.Operators;

/// <summary>GridSample, which TensorFlow lacks: pixels gathered as rows of channels, times the weights of each axis.</summary>
internal static class SamplingLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering> { ["GridSample"] = GridSample };

    private static void GridSample(LoweringNode node)
    {
        // Opset 20 shortened the names.
        string mode = node.Proto.GetText("mode", "bilinear") switch
        {
            "bilinear" or "linear" => "linear",
            "nearest" => "nearest",
            "bicubic" or "cubic" => "cubic",
            { } other => throw node.NotLowered($"mode {other}"),
        };
        string padding = node.Proto.GetText("padding_mode", "zeros");
        if (padding is not ("zeros" or "border" or "reflection"))
        {
            throw node.NotLowered($"padding {padding}");
        }

        long[] shape = node.Shape(0);
        if (shape.Length is not (4 or 5) || (shape.Length == 5 && mode == "cubic"))
        {
            throw node.NotLowered($"this mode on {shape.Length} dimensions");
        }

        bool isAligned = node.Proto.GetInt("align_corners", 0) != 0;
        ElementType type = node.KnownType(0);
        string grid = node.Cast(node.Input(1), node.KnownType(1), type);
        long[] points = node.Shape(1)[..^1];
        IReadOnlyList<(string Index, string? Weight)>[] taps = [.. Enumerable.Range(0, shape.Length - 2).Select(axis =>
        {
            // The grid names the last axis first.
            long[] starts = [.. new long[points.Length], shape.Length - 3 - axis];
            string along = node.Sliced(grid, type, starts, [.. points, 1]);
            return new SampledAxis(node, type, shape[axis + 2], padding, isAligned).Taps(along, mode);
        })];
        node.Set(0, Sum(node, type, shape, points, taps), Layout.ChannelsLast);
    }

    private static string Sum(LoweringNode node, ElementType type, long[] shape, long[] points, IReadOnlyList<(string Index, string? Weight)>[] taps)
    {
        long pixels = shape[2..].Aggregate(1L, static (product, size) => product * size);
        string rows = node.Reshape(node.Input(0, Layout.ChannelsLast), type, shape[0] * pixels, shape[1]);
        string first = node.IntMatrix([shape[0], .. Enumerable.Repeat(1L, points.Length)], [.. Enumerable.Range(0, checked((int)shape[0])).Select(sample => checked((int)(sample * pixels)))]);
        IEnumerable<(string Row, string? Weight)> corners = [(first, null)];
        for (int axis = 0; axis < taps.Length; axis++)
        {
            string stride = node.Int(shape[(axis + 3)..].Aggregate(1L, static (product, size) => product * size));
            (string Row, string? Weight)[] steps = [.. taps[axis].Select(tap => (node.Apply("Mul", ElementType.Int32, tap.Index, stride), tap.Weight))];
            corners = [.. corners.SelectMany(corner => steps.Select(step => (
                node.Apply("AddV2", ElementType.Int32, corner.Row, step.Row),
                corner.Weight is null || step.Weight is null ? corner.Weight ?? step.Weight : node.Apply("Mul", type, corner.Weight, step.Weight))))];
        }

        return corners.Select(corner => Weighted(corner.Row, corner.Weight)).Aggregate((sum, each) => node.Apply("AddV2", type, sum, each));

        string Weighted(string row, string? weight)
        {
            string index = node.Reshape(row, ElementType.Int32, points);
            string values = node.Gather(rows, type, index, ElementType.Int32, 0);
            return weight is null ? values : node.Apply("Mul", type, values, weight);
        }
    }
}
