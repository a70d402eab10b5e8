namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>A point of a series.</summary>
/// <param name="X">Its value along.</param>
/// <param name="Y">Its value up.</param>
/// <param name="Tooltip">What it stands for; null for a point of the line that has no mark.</param>
/// <param name="Label">Written beside its mark where there is room; null: nothing.</param>
internal readonly record struct XyPoint(double X, double Y, string? Tooltip, string? Label = null);
