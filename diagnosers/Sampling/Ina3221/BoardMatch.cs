using InferenceBench.Sampling.Sources.Files;

namespace InferenceBench.Sampling.Ina3221;

/// <summary>Which board rails belong to. Rails are compared without regard to case.</summary>
internal static class BoardMatch
{
    private static readonly string[] s_modelFiles = ["proc/device-tree/model", "sys/firmware/devicetree/base/model"];

    /// <summary>The board's name from the device tree; null where there is none.</summary>
    /// <param name="root">Folder that stands for <c>/</c>.</param>
    public static string? ReadModel(string root)
    {
        return s_modelFiles.Select(file => KernelText.Read(Path.Combine(root, file))).FirstOrDefault(static model => model is not null);
    }

    /// <summary>The rule of the board with these rails; null when they are of no known board, or of several with different totals.</summary>
    /// <param name="rails">Names of all rails, also of those that cannot be read.</param>
    /// <param name="model">The device tree's name of the board.</param>
    public static BoardRule? Find(IReadOnlyCollection<string> rails, string? model)
    {
        var present = rails.ToHashSet(StringComparer.OrdinalIgnoreCase);
        BoardRule[] named = [.. BoardRules.All.Where(rule => rule.ModelMark is { } mark && model?.Contains(mark, StringComparison.OrdinalIgnoreCase) == true)];
        BoardRule[] fitting = [.. BoardRules.All.Where(rule => rule.Marks.Any(group => group.All(present.Contains)))];
        BoardRule[] complete = [.. fitting.Where(rule => rule.TotalRails.All(present.Contains))];
        return (named, complete, fitting) switch
        {
            ([var rule], _, _) => rule,
            (_, [var rule], _) => rule,
            (_, [var rule, ..], _) when complete.All(other => other.TotalRails.SequenceEqual(rule.TotalRails)) => rule,
            (_, [], [var rule]) => rule,
            _ => null,
        };
    }
}
