namespace InferenceBench.Reporting.Gating;

/// <summary>A change that is smaller never counts, whatever the threshold says.</summary>
/// <param name="Amount">The change, at least 0: a ratio (0.02), milliseconds or joules.</param>
/// <param name="Unit"><c>%</c>, <c>ms</c> or <c>J</c>.</param>
public sealed record NoiseFloor(double Amount, string Unit)
{
    /// <summary>The default of latencies: 1 µs, several times what two readings of the clock cost.</summary>
    public static NoiseFloor OneMicrosecond { get; } = new(0.001, "ms");

    /// <summary>The floor as a ratio of a figure; 0 for a figure of another unit.</summary>
    /// <param name="figure">The figure, greater than 0.</param>
    /// <param name="unit">Its unit.</param>
    public double RatioOf(double figure, string unit)
    {
        return Unit == "%" ? Amount : Unit == unit ? Amount / figure : 0;
    }

    /// <summary>For people: <c>2 %</c>, <c>0.001 ms</c>.</summary>
    public override string ToString()
    {
        return FormattableString.Invariant($"{(Unit == "%" ? Amount * 100 : Amount):0.#########} {Unit}");
    }
}
