namespace InferenceBench.Reporting.Charts.Scales;

/// <summary>An axis of batch sizes, logarithmic to the base of two; its marks are the sizes that occur.</summary>
internal sealed class BatchScale : AxisScale
{
    private const double Margin = 0.3;
    private readonly double _from;
    private readonly double _to;

    /// <summary>An axis of these sizes.</summary>
    /// <param name="batches">Sizes, at least one, each at least 1.</param>
    public BatchScale(IEnumerable<int> batches)
    {
        int[] sorted = [.. batches.Distinct().Order()];
        _from = Math.Log2(sorted[0]) - Margin;
        _to = Math.Log2(sorted[^1]) + Margin;
        Ticks = [.. sorted.Select(static batch => new AxisTick(batch, AxisText.Of(batch)))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<AxisTick> Ticks { get; }

    /// <inheritdoc/>
    public override double Position(double value)
    {
        return (Math.Log2(value) - _from) / (_to - _from);
    }
}
