namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>A dotted line that belongs to no series: a Pareto front, a roof.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Corners">Its corners, x growing.</param>
/// <param name="Tooltip">What it means.</param>
internal sealed record XyGuide(string Name, IReadOnlyList<(double X, double Y)> Corners, string Tooltip);
