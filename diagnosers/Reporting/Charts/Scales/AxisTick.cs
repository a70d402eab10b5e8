namespace InferenceBench.Reporting.Charts.Scales;

/// <summary>A mark of an axis.</summary>
/// <param name="Value">Where.</param>
/// <param name="Label">What is written beside it; "" for a mark alone.</param>
internal readonly record struct AxisTick(double Value, string Label);
