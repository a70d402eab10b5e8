using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Comparison.Merging;

/// <summary>By device, then framework, then whatever else differs: the order in which folders were named changes nothing.</summary>
internal sealed class DraftOrder : IComparer<CaseDraft>
{
    /// <summary>The only one.</summary>
    public static readonly DraftOrder Instance = new();

    /// <inheritdoc/>
    public int Compare(CaseDraft? x, CaseDraft? y)
    {
        if (ReferenceEquals(x, y))
        {
            return 0;
        }

        MergeKey a = x!.Key;
        MergeKey b = y!.Key;
        int order = string.CompareOrdinal(x.DeviceLabel, y.DeviceLabel);
        order = order != 0 ? order : string.CompareOrdinal(x.FrameworkLabel, y.FrameworkLabel);
        order = order != 0 ? order : Compare(a.Case, b.Case);
        order = order != 0 ? order : string.CompareOrdinal(a.Version, b.Version);
        order = order != 0 ? order : string.CompareOrdinal(a.Threads, b.Threads);
        order = order != 0 ? order : string.CompareOrdinal(a.Transfers, b.Transfers);
        order = order != 0 ? order : string.CompareOrdinal(a.Scope, b.Scope);
        order = order != 0 ? order : a.Place.IsDirty.CompareTo(b.Place.IsDirty);
        order = order != 0 ? order : string.CompareOrdinal(a.Place.Hardware, b.Place.Hardware);
        order = order != 0 ? order : string.CompareOrdinal(a.Place.Machine, b.Place.Machine);
        order = order != 0 ? order : string.CompareOrdinal(a.Place.PowerMode, b.Place.PowerMode);
        return order != 0 ? order : string.CompareOrdinal(a.Status, b.Status);
    }

    private static int Compare(CaseKey a, CaseKey b)
    {
        int order = string.CompareOrdinal(a.Framework, b.Framework);
        order = order != 0 ? order : string.CompareOrdinal(a.Variant, b.Variant);
        order = order != 0 ? order : string.CompareOrdinal(a.Provider, b.Provider);
        return order != 0 ? order : string.CompareOrdinal(a.Precision, b.Precision);
    }
}
