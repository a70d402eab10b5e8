namespace InferenceBench.Reporting.Charts.Layout;

/// <summary>One bar.</summary>
/// <param name="Value">Its length, not negative.</param>
/// <param name="Low">Where its whisker starts.</param>
/// <param name="High">Where its whisker ends; equal to <paramref name="Low"/>: no whisker.</param>
/// <param name="Text">The number beside it.</param>
internal sealed record BarValue(double Value, double Low, double High, string Text);
