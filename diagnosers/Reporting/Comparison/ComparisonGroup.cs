namespace InferenceBench.Reporting.Comparison;

/// <summary>Cases that may stand in one table: same model, batch and scenario.</summary>
/// <param name="Model">Model id.</param>
/// <param name="Batch">Batch; 0 when unknown.</param>
/// <param name="Precisions">All precisions that the model was measured in, at any batch, in words (<c>fp16 + fp32</c>); "" when unknown. With several, the cases' labels say theirs.</param>
/// <param name="Scenario">Scenario; null: one inference after the other.</param>
/// <param name="Cases">The cases that ran, by device, then framework.</param>
public sealed record ComparisonGroup(string Model, int Batch, string Precisions, string? Scenario, IReadOnlyList<ComparedCase> Cases)
{
    /// <summary>The case that speed-ups of a device are relative to, by <see cref="ComparedCase.DeviceLabel"/>; a device without one has no speed-ups.</summary>
    public IReadOnlyDictionary<string, ComparedCase> Baselines { get; init; } = new Dictionary<string, ComparedCase>();
}
