namespace InferenceBench.Reporting.Comparison.Merging;

/// <summary>What cases must agree in to stand in one table.</summary>
/// <param name="Model">Model id.</param>
/// <param name="Batch">Batch; 0 when unknown.</param>
/// <param name="Scenario">How load was made; null: one inference after the other.</param>
internal readonly record struct GroupKey(string Model, int Batch, string? Scenario) : IComparable<GroupKey>
{
    /// <summary>The group of a case.</summary>
    /// <param name="draft">The case.</param>
    public static GroupKey Of(CaseDraft draft)
    {
        return new GroupKey(draft.Key.Case.Model, draft.Key.Case.Batch, draft.Key.Scenario);
    }

    /// <summary>By model, batch and scenario.</summary>
    /// <param name="other">Another key.</param>
    public int CompareTo(GroupKey other)
    {
        int order = string.CompareOrdinal(Model, other.Model);
        order = order != 0 ? order : Batch.CompareTo(other.Batch);
        return order != 0 ? order : string.CompareOrdinal(Scenario, other.Scenario);
    }
}
