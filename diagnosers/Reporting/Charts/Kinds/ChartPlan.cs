namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>A chart that may be drawn. Making plans costs little; only those that are chosen are drawn.</summary>
/// <param name="Weight">How much it compares: plans of more cases are chosen first.</param>
/// <param name="Draw">Draws it; null when the figures do not support it after all.</param>
internal sealed record ChartPlan(int Weight, Func<ChartImage?> Draw);
