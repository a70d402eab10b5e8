using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.Torch.Lowering.Operators;

/// <summary>Operators that write elements by index into a copy.</summary>
internal static class ScatteringLowerings
{
    /// <summary>The operators.</summary>
    public static IReadOnlyDictionary<string, OperatorLowering> Operators { get; } = new Dictionary<string, OperatorLowering>
    {
        ["Scatter"] = ScatterElements,
        ["ScatterElements"] = ScatterElements,
        ["ScatterND"] = ScatterNd,
    };

    private static void ScatterElements(LoweringNode node)
    {
        int axis = LoweringNode.Axis(node.Proto.GetInt("axis", 0), node.Rank(0));
        string index = IndexExpressions.Of(node, 1, node.Size(0, axis));
        node.Set(0, Reduction(node) switch
        {
            null => $"torch.scatter({node.Input(0)}, {axis}, {index}, {node.Input(2)})",
            "sum" => $"torch.scatter_add({node.Input(0)}, {axis}, {index}, {node.Input(2)})",
            { } reduction => $"torch.scatter_reduce({node.Input(0)}, {axis}, {index}, {node.Input(2)}, \"{reduction}\")",
        });
    }

    private static void ScatterNd(LoweringNode node)
    {
        LinearIndex linear = LinearIndex.Of(node, 0);
        string rows = node.Let($"{node.Input(0)}.reshape({TorchText.List([linear.Rows, linear.RowSize])})", "rows");
        string updates = node.Let($"{node.Input(2)}.reshape({TorchText.List([UpdateCount(node), linear.RowSize])})", "updates");
        string written = Reduction(node) switch
        {
            null => $"{rows}.index_copy(0, {linear.Expression}, {updates})",
            "sum" => $"{rows}.index_add(0, {linear.Expression}, {updates})",
            { } reduction => $"torch.scatter_reduce({rows}, 0, {linear.Expression}.unsqueeze(1).expand_as({updates}), {updates}, \"{reduction}\")",
        };
        node.Set(0, $"{written}.reshape({TorchText.List(node.Shape(0))})");
    }

    // Written out where it is known, because libtorch finds no dimension of a tensor without elements.
    private static long UpdateCount(LoweringNode node)
    {
        return node.FindShape(1) is { } shape ? shape[..^1].Aggregate(1L, static (product, size) => checked(product * size)) : -1;
    }

    // libtorch's name of the reduction; null where the last one written stays.
    private static string? Reduction(LoweringNode node)
    {
        string name = node.Proto.GetText("reduction", "none");
        return name switch
        {
            "none" => null,
            _ when node.Type(0) is ElementType.Bool => throw node.NotLowered($"reduction {name} of booleans"),
            "add" => "sum",
            "mul" => "prod",
            "min" => "amin",
            "max" => "amax",
            _ => throw node.NotLowered($"reduction {name}"),
        };
    }
}
