using InferenceBench.Reporting.Comparison.Merging;

namespace InferenceBench.Reporting.Comparison.Ranking;

/// <summary>The flags of a case's runs: each word once, with what the newest run says.</summary>
internal static class RowFlagMerge
{
    /// <summary>Takes over the flags of the runs.</summary>
    /// <param name="draft">The case.</param>
    public static void Apply(CaseDraft draft)
    {
        for (int i = draft.Rows.Count - 1; i >= 0; i--)
        {
            foreach (RowFlag flag in draft.Rows[i].Flags)
            {
                if (!draft.HasFlag(flag.Code))
                {
                    draft.Flags.Add(flag);
                }
            }
        }

        if (draft.Key.Place.IsDirty)
        {
            draft.Flag(RowFlags.DirtyTree, null);
        }
    }
}
