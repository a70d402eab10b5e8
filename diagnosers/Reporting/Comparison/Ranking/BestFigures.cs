using InferenceBench.Reporting.Comparison.Merging;

namespace InferenceBench.Reporting.Comparison.Ranking;

/// <summary>
/// Marks the best of each figure: on its device, and of all devices. Only what may be compared is ranked together: one transfers state, clean or dirty trees alike,
/// energies of one scope; a machine in several power modes takes no part in the ranking of all devices. What stands alone is not best of anything.
/// </summary>
/// <param name="drafts">The cases of a group that ran.</param>
internal sealed class BestFigures(IReadOnlyList<CaseDraft> drafts)
{
    private static readonly FigureInfo[] s_ranked = [.. FigureInfo.All.Where(static info => info.Direction != FigureDirection.None)];

    private readonly record struct SetKey(string? Device, bool CopiesOutside, bool IsDirty, string? Scope);

    private struct Leader
    {
        public double Value;
        public string? Contestant;
        public bool HasRival;
    }

    /// <summary>Marks the cases.</summary>
    public void Mark()
    {
        Mark(perDevice: true);
        if (drafts.Count > 0 && drafts.Any(draft => draft.DeviceLabel != drafts[0].DeviceLabel))
        {
            Mark(perDevice: false);
        }
    }

    private void Mark(bool perDevice)
    {
        var sets = new Dictionary<SetKey, int>();
        int[] speedSets = new int[drafts.Count];
        int[] energySets = new int[drafts.Count];
        for (int i = 0; i < drafts.Count; i++)
        {
            CaseDraft draft = drafts[i];
            bool ranks = Comparability.Ranks(draft.Newest, draft.Flags) && (perDevice || !draft.HasFlag(RowFlags.PowerMode));
            var key = new SetKey(perDevice ? draft.DeviceLabel : null, Comparability.HasCopiesOutside(draft.Newest), draft.Key.Place.IsDirty, null);
            speedSets[i] = ranks ? IndexOf(sets, key) : -1;
            energySets[i] = ranks && draft.Key.Scope is { } scope && Comparability.RanksByEnergy(draft.Flags) ? IndexOf(sets, key with { Scope = scope }) : -1;
        }

        var leaders = new Leader[sets.Count];
        foreach (FigureInfo info in s_ranked.Where(info => drafts.Any(draft => draft.Figures[info.Figure] is not null)))
        {
            int[] setOf = Comparability.IsEnergy(info.Figure) ? energySets : speedSets;
            Array.Clear(leaders);
            FindLeaders(info, setOf, leaders, perDevice);
            MarkLeaders(info.Figure, setOf, leaders, perDevice);
        }
    }

    private static int IndexOf(Dictionary<SetKey, int> sets, SetKey key)
    {
        if (!sets.TryGetValue(key, out int index))
        {
            index = sets.Count;
            sets.Add(key, index);
        }

        return index;
    }

    private void FindLeaders(FigureInfo info, int[] setOf, Leader[] leaders, bool perDevice)
    {
        double sign = info.Direction == FigureDirection.HigherIsBetter ? 1 : -1;
        for (int i = 0; i < drafts.Count; i++)
        {
            if (setOf[i] < 0 || drafts[i].Figures[info.Figure] is not { } value)
            {
                continue;
            }

            ref Leader leader = ref leaders[setOf[i]];
            string contestant = perDevice ? drafts[i].FrameworkLabel : drafts[i].DeviceLabel;
            if (leader.Contestant is null)
            {
                leader = new Leader { Value = value, Contestant = contestant };
                continue;
            }

            leader.HasRival |= leader.Contestant != contestant;
            leader.Value = sign * value > sign * leader.Value ? value : leader.Value;
        }
    }

    private void MarkLeaders(Figure figure, int[] setOf, Leader[] leaders, bool perDevice)
    {
        for (int i = 0; i < drafts.Count; i++)
        {
            if (setOf[i] < 0 || !leaders[setOf[i]].HasRival || drafts[i].Figures[figure] != leaders[setOf[i]].Value)
            {
                continue;
            }

            if (perDevice)
            {
                drafts[i].BestOnDevice = drafts[i].BestOnDevice.With(figure);
            }
            else
            {
                drafts[i].BestOfAll = drafts[i].BestOfAll.With(figure);
            }
        }
    }
}
