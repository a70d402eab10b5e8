namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>Points of one framework on one device.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Style">How it looks.</param>
/// <param name="Points">Its points, along the line.</param>
internal sealed record XySeries(string Name, SeriesStyle Style, IReadOnlyList<XyPoint> Points);
