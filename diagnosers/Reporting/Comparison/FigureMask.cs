namespace InferenceBench.Reporting.Comparison;

/// <summary>A set of figures in one word.</summary>
/// <param name="Bits">Bit n stands for the figure of number n.</param>
public readonly record struct FigureMask(ulong Bits)
{
    /// <summary>Whether it holds nothing.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>Whether it holds a figure.</summary>
    /// <param name="figure">Which.</param>
    public bool Contains(Figure figure)
    {
        return (Bits & (1UL << (int)figure)) != 0;
    }

    /// <summary>The set with one more.</summary>
    /// <param name="figure">Which.</param>
    public FigureMask With(Figure figure)
    {
        return new FigureMask(Bits | (1UL << (int)figure));
    }
}
