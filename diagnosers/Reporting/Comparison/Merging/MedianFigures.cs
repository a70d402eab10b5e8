namespace InferenceBench.Reporting.Comparison.Merging;

/// <summary>The figures of several runs in one: the median of each, so that one odd run does not move it. Keeps its working memory; for one thread.</summary>
internal sealed class MedianFigures
{
    private readonly FigureSet.Builder _builder = new();
    private double[] _values = new double[16];

    /// <summary>Each figure's median over the rows that have it; of an even number the mean of the two in the middle.</summary>
    /// <param name="rows">At least one row.</param>
    public FigureSet Of(List<ResultRow> rows)
    {
        if (rows.Count == 1)
        {
            return rows[0].Figures;
        }

        if (_values.Length < rows.Count)
        {
            _values = new double[2 * rows.Count];
        }

        _builder.Clear();
        for (int figure = 0; figure < FigureInfo.All.Count; figure++)
        {
            int count = 0;
            foreach (ResultRow row in rows)
            {
                if (row.Figures[(Figure)figure] is { } value)
                {
                    _values[count++] = value;
                }
            }

            if (count > 0)
            {
                _builder.Set((Figure)figure, Median(_values.AsSpan(0, count)));
            }
        }

        return _builder.ToSet();
    }

    private static double Median(Span<double> values)
    {
        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] / 2) + (values[middle] / 2);
    }
}
