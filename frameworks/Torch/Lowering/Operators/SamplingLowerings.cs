using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>GridSample, which ONNX defines as PyTorch does.</summary>
internal static class SamplingLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering> { ["GridSample"] = GridSample };

    private static void GridSample(LoweringNode node)
    {
        // Opset 20 shortened the names.
        int mode = node.Proto.GetText("mode", "bilinear") switch
        {
            "bilinear" or "linear" => 0,
            "nearest" => 1,
            "bicubic" or "cubic" => 2,
            { } other => throw node.NotLowered($"mode {other}"),
        };
        int padding = node.Proto.GetText("padding_mode", "zeros") switch
        {
            "zeros" => 0,
            "border" => 1,
            "reflection" => 2,
            { } other => throw node.NotLowered($"padding {other}"),
        };
        int rank = node.Rank(0);
        if (rank is not (4 or 5) || (rank == 5 && mode == 2))
        {
            throw node.NotLowered($"this mode on {rank} dimensions");
        }

        string alignsCorners = node.Proto.GetInt("align_corners", 0) != 0 ? "True" : "False";
        node.Set(0, $"torch.grid_sampler({node.Input(0)}, {node.Input(1)}, {mode}, {padding}, {alignsCorners})");
    }
}
