namespace InferenceBench.Reporting.Charts.Kinds;

/// <summary>All charts of one kind that a comparison supports.</summary>
/// <param name="Quota">How many there are at most while other kinds need their room.</param>
/// <param name="Plans">The plans in the order of the page.</param>
/// <param name="IsFixed">Whether the quota is a limit in any case, because each chart reads files.</param>
internal sealed record ChartKind(int Quota, IReadOnlyList<ChartPlan> Plans, bool IsFixed = false);
