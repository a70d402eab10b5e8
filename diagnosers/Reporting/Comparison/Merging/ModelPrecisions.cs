namespace InferenceBench.Reporting.Comparison.Merging;

/// <summary>
/// The precisions that each model was measured in. They stand in one table, because which precision to run is part of the choice; the names of cases then say theirs.
/// All batches of a model are named alike, so that a line over batches is one line.
/// </summary>
internal sealed class ModelPrecisions
{
    private readonly Dictionary<string, SortedSet<string>> _byModel = [];

    /// <summary>The precisions of some cases.</summary>
    /// <param name="drafts">All cases.</param>
    public ModelPrecisions(IEnumerable<CaseDraft> drafts)
    {
        foreach (CaseDraft draft in drafts)
        {
            if (!_byModel.TryGetValue(draft.Key.Case.Model, out SortedSet<string>? precisions))
            {
                _byModel.Add(draft.Key.Case.Model, precisions = new SortedSet<string>(StringComparer.Ordinal));
            }

            precisions.Add(draft.Key.Case.Precision);
        }
    }

    /// <summary>All precisions of a model: <c>fp16 + fp32</c>; "" when none is known.</summary>
    /// <param name="model">The model.</param>
    public string WordsOf(string model)
    {
        return string.Join(" + ", _byModel[model].Where(static precision => precision.Length > 0));
    }

    /// <summary>Whether a case's name has to say its precision.</summary>
    /// <param name="draft">The case.</param>
    public bool AreSeveralOf(CaseDraft draft)
    {
        return _byModel[draft.Key.Case.Model].Count > 1;
    }
}
