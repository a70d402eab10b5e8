namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>One bar in each panel.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Style">Its colour; the name tells bars apart.</param>
/// <param name="Tooltip">What it stands for.</param>
/// <param name="Values">A bar for each panel; null: not available.</param>
internal sealed record BarRow(string Label, SeriesStyle Style, string Tooltip, IReadOnlyList<BarValue?> Values);
