namespace InferenceBench.Reporting.Comparison.Merging;

/// <summary>Oldest first, then by file: the order in which folders were named changes nothing.</summary>
internal sealed class RowOrder : IComparer<ResultRow>
{
    /// <summary>The only one.</summary>
    public static readonly RowOrder Instance = new();

    /// <inheritdoc/>
    public int Compare(ResultRow? x, ResultRow? y)
    {
        if (ReferenceEquals(x, y))
        {
            return 0;
        }

        int order = Nullable.Compare(x!.Origin.StartedUtc, y!.Origin.StartedUtc);
        order = order != 0 ? order : string.CompareOrdinal(x.Origin.File, y.Origin.File);
        order = order != 0 ? order : string.CompareOrdinal(x.Origin.FullPath, y.Origin.FullPath);
        return order != 0 ? order : Nullable.Compare(x.Figures[Figure.MeanMs], y.Figures[Figure.MeanMs]);
    }
}
