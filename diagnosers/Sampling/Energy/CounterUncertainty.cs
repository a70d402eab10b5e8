namespace InferenceBench.Sampling.Energy;

/// <summary>Uncertainty of a counter's energy. A counter leaves nothing out between two of its steps, so only the edges count.</summary>
internal sealed class CounterUncertainty
{
    private readonly WindowSet _windows;
    private readonly EnergyPolicy _policy;
    private readonly CounterShape _shape;
    private readonly CounterPieces _pieces;

    /// <summary>Prepares it.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="policy">What is known of the sensor.</param>
    /// <param name="shape">How the counter advances.</param>
    /// <param name="pieces">Its curves.</param>
    public CounterUncertainty(WindowSet windows, EnergyPolicy policy, CounterShape shape, CounterPieces pieces)
    {
        _windows = windows;
        _policy = policy;
        _shape = shape;
        _pieces = pieces;
    }

    /// <summary>The terms of an energy.</summary>
    /// <param name="joules">The energy.</param>
    /// <param name="reach">How far the counter is held.</param>
    /// <param name="gaps">Edges that lie in gaps.</param>
    public UncertaintyBudget Of(double joules, WindowReach reach, CounterGaps gaps)
    {
        IReadOnlyList<EnergyWindow> spans = _windows.Spans(_shape.PeriodNs);
        CounterEdge[] starts = [.. spans.Select(span => _pieces.From(span.FromNs).At(span.FromNs))];
        CounterEdge[] ends = [.. spans.Select(span => _pieces.From(span.FromNs).At(span.ToNs))];
        return new UncertaintyBudget
        {
            GainJoules = Math.Abs(_policy.GainUncertainty * joules),
            OffsetJoules = _policy.OffsetUncertaintyWatts * _windows.Seconds,
            TimingJoules = Timing([.. starts, .. ends]),
            NoiseJoules = Unseen(),
            HeldJoules = UncertaintyBudget.Norm([Held(reach.HeldBeforeNs, starts[0]), Held(reach.HeldAfterNs, ends[^1])]),
            GapJoules = UncertaintyBudget.OfBound((gaps.InsideUnits + gaps.OutsideUnits) / 2 * _policy.JoulesPerUnit),
        };
    }

    // Each edge's moment is uniform over its width w: P·w/√12, for both edges of a window 0.41·w·P (the triangular error of two reads of a counter that
    // ticks every w). Interpolated between two observed steps w is a poll distance, else the update period. What a change of power between two nodes
    // can do comes on top; at the edges of a load it has the same sign at both, hence a sum and not squares.
    private double Timing(CounterEdge[] edges)
    {
        double[] moments = Array.ConvertAll(edges, static edge => edge.UnitsPerNs * edge.WidthNs / Math.Sqrt(12));
        double kinks = UncertaintyBudget.OfBound(edges.Sum(static edge => edge.KinkUnits));
        return UncertaintyBudget.Norm([.. moments, kinks]) * _policy.JoulesPerUnit;
    }

    // A counter that never steps says only that: any power that it may have missed counts.
    private double Unseen()
    {
        return _pieces.IsConstant(_windows) ? UncertaintyBudget.OfBound(CounterReadings.GreatestWatts * _windows.Seconds) : 0;
    }

    // Held power may have been anything up to twice itself.
    private double Held(long heldNs, CounterEdge edge)
    {
        return UncertaintyBudget.OfBound(heldNs * edge.UnitsPerNs * _policy.JoulesPerUnit);
    }
}
