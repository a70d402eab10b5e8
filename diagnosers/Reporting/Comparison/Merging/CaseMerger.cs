using System.Runtime.InteropServices;

namespace InferenceBench.Reporting.Comparison.Merging;

/// <summary>Brings the rows of one case together over its runs, and their figures. Linear in the number of rows.</summary>
internal static class CaseMerger
{
    /// <summary>The cases of all rows, in no particular order; the runs of each oldest first.</summary>
    /// <param name="rows">All rows.</param>
    public static List<CaseDraft> Merge(IReadOnlyList<ResultRow> rows)
    {
        var places = new PlaceTable();
        var drafts = new Dictionary<MergeKey, CaseDraft>(rows.Count);
        foreach (ResultRow row in rows)
        {
            var key = MergeKey.Of(places.Of(row.Origin), row);
            ref CaseDraft? draft = ref CollectionsMarshal.GetValueRefOrAddDefault(drafts, key, out _);
            draft ??= new CaseDraft(key);
            draft.Rows.Add(row);
        }

        List<CaseDraft> merged = JoinWithoutEnergy(drafts);
        var medians = new MedianFigures();
        foreach (CaseDraft draft in merged)
        {
            if (draft.Rows.Count > 1)
            {
                draft.Rows.Sort(RowOrder.Instance);
            }

            draft.Figures = medians.Of(draft.Rows);
        }

        return merged;
    }

    // A run without a power source is a run of the same case: it joins the one with an energy, unless there are several of different scopes.
    private static List<CaseDraft> JoinWithoutEnergy(Dictionary<MergeKey, CaseDraft> drafts)
    {
        var withEnergy = new Dictionary<MergeKey, CaseDraft?>();
        foreach ((MergeKey key, CaseDraft draft) in drafts)
        {
            MergeKey plain = key with { Scope = null };
            if (key.Scope is not null && drafts.ContainsKey(plain))
            {
                withEnergy[plain] = withEnergy.ContainsKey(plain) ? null : draft;
            }
        }

        foreach ((MergeKey plain, CaseDraft? target) in withEnergy)
        {
            if (target is not null && drafts.Remove(plain, out CaseDraft? joined))
            {
                target.Rows.AddRange(joined.Rows);
            }
        }

        return [.. drafts.Values];
    }

    private sealed class PlaceTable
    {
        private readonly Dictionary<RowOrigin, Place> _byOrigin = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<Place, Place> _places = [];
        private RowOrigin? _last;
        private Place? _lastPlace;

        public Place Of(RowOrigin origin)
        {
            if (ReferenceEquals(origin, _last))
            {
                return _lastPlace!;
            }

            if (!_byOrigin.TryGetValue(origin, out Place? place))
            {
                var made = Place.Of(origin);
                place = _places.TryGetValue(made, out Place? known) ? known : made;
                _places.TryAdd(place, place);
                _byOrigin.Add(origin, place);
            }

            _last = origin;
            _lastPlace = place;
            return place;
        }
    }
}
