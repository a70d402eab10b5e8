using InferenceBench.Reporting.Charts.Svg;
using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>Ids of charts: <c>latency-bars-resnet50-b1-fp32</c>.</summary>
internal static class ChartId
{
    /// <summary>An id of some words; each is cut by itself, so that a long model leaves room for the others.</summary>
    /// <param name="kind">Kind of chart.</param>
    /// <param name="parts">What it shows; null and "" are left out.</param>
    public static string Of(string kind, params IEnumerable<string?> parts)
    {
        return string.Join('-', parts.Select(static part => SvgText.ToSlug(part ?? "")).Where(static part => part.Length > 0).Prepend(kind));
    }

    /// <summary>An id of a group.</summary>
    /// <param name="kind">Kind of chart.</param>
    /// <param name="group">The group.</param>
    /// <param name="further">What else tells it from others.</param>
    public static string Of(string kind, ComparisonGroup group, string? further = null)
    {
        return Of(kind, group.Model, group.Batch == 0 ? null : FormattableString.Invariant($"b{group.Batch}"), group.Precisions, group.Scenario, further);
    }
}
