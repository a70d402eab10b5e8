using InferenceBench.Reporting.Comparison.Labels;
using InferenceBench.Reporting.Comparison.Merging;
using InferenceBench.Reporting.Comparison.Ranking;
using InferenceBench.Reporting.Comparison.Rules;
using InferenceBench.Reporting.Import;

namespace InferenceBench.Reporting.Comparison;

/// <summary>Result sets side by side: what tables, charts and the page are made of.</summary>
/// <param name="Source">What was read, with the flags that rules over several rows add.</param>
/// <param name="Cases">All cases, merged over runs; failed and skipped ones, too. By model, batch, scenario, device, framework and precision.</param>
/// <param name="Groups">Cases that ran, by model, batch and scenario, in that order.</param>
/// <param name="Baseline">What speed-ups are relative to: a framework's id or label.</param>
public sealed record ResultComparison(ResultSet Source, IReadOnlyList<ComparedCase> Cases, IReadOnlyList<ComparisonGroup> Groups, string? Baseline)
{
    /// <summary>Compares. The order of the rows changes nothing in cases and groups.</summary>
    /// <param name="source">What was read.</param>
    /// <param name="baseline">Framework that speed-ups are relative to: id, <c>id/variant</c> or label; null chooses <c>onnxruntime</c> where it is.</param>
    public static ResultComparison Of(ResultSet source, string? baseline = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        source = source with { Rows = ComparisonRules.Apply(source.Rows) };
        List<CaseDraft> drafts = CaseMerger.Merge(source.Rows);
        DeviceLabels.Assign(drafts);
        var precisions = new ModelPrecisions(drafts);
        var byGroup = new Dictionary<GroupKey, List<CaseDraft>>();
        foreach (CaseDraft draft in drafts)
        {
            RowFlagMerge.Apply(draft);
            draft.NamesPrecision = precisions.AreSeveralOf(draft);
            var key = GroupKey.Of(draft);
            if (!byGroup.TryGetValue(key, out List<CaseDraft>? group))
            {
                byGroup.Add(key, group = []);
            }

            group.Add(draft);
        }

        var choice = new BaselineChoice(baseline);
        var cases = new List<ComparedCase>(drafts.Count);
        var groups = new List<ComparisonGroup>(byGroup.Count);
        foreach ((GroupKey key, List<CaseDraft> group) in byGroup.OrderBy(static pair => pair.Key))
        {
            if (Finish(key, precisions.WordsOf(key.Model), group, choice, cases) is { Cases.Count: > 0 } finished)
            {
                groups.Add(finished);
            }
        }

        return new ResultComparison(source, cases, groups, baseline);
    }

    private static ComparisonGroup Finish(GroupKey key, string precisions, List<CaseDraft> drafts, BaselineChoice choice, List<ComparedCase> cases)
    {
        drafts.Sort(DraftOrder.Instance);
        FrameworkLabels.Assign(drafts);
        drafts.Sort(DraftOrder.Instance);
        List<CaseDraft> ran = drafts.FindAll(static draft => draft.IsOk);
        GroupFlags.Apply(ran);
        new BestFigures(ran).Mark();
        Dictionary<string, CaseDraft> baselines = choice.Apply(ran);
        var finished = new List<ComparedCase>(ran.Count);
        var finishedBaselines = new Dictionary<string, ComparedCase>(baselines.Count);
        foreach (CaseDraft draft in drafts)
        {
            ComparedCase made = draft.ToCase();
            cases.Add(made);
            if (!draft.IsOk)
            {
                continue;
            }

            finished.Add(made);
            if (baselines.TryGetValue(draft.DeviceLabel, out CaseDraft? baseline) && ReferenceEquals(baseline, draft))
            {
                finishedBaselines.Add(draft.DeviceLabel, made);
            }
        }

        return new ComparisonGroup(key.Model, key.Batch, precisions, key.Scenario, finished) { Baselines = finishedBaselines };
    }
}
