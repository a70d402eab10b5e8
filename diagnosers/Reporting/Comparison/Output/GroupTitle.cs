using System.Globalization;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>How a group is called.</summary>
public static class GroupTitle
{
    /// <summary>The model's name.</summary>
    /// <param name="group">The group.</param>
    public static string ModelOf(ComparisonGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return DisplayText.Of(group.Model) is { Length: > 0 } model ? model : "unnamed model";
    }

    /// <summary>The rest: <c>batch 8, fp32, Offline</c>.</summary>
    /// <param name="group">The group.</param>
    public static string SettingOf(ComparisonGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        string batch = group.Batch == 0 ? "batch unknown" : string.Create(CultureInfo.InvariantCulture, $"batch {group.Batch}");
        string precision = group.Precisions.Length == 0 ? "precision unknown" : DisplayText.Of(group.Precisions);
        return group.Scenario is null ? $"{batch}, {precision}" : $"{batch}, {precision}, {DisplayText.Of(group.Scenario)}";
    }

    /// <summary>Both: <c>resnet50, batch 8, fp32</c>.</summary>
    /// <param name="group">The group.</param>
    public static string Of(ComparisonGroup group)
    {
        return $"{ModelOf(group)}, {SettingOf(group)}";
    }
}
