namespace InferenceBench.Reporting.Charts.Scales;

/// <summary>A logarithmic axis of positive values: marks at 1, 2 and 5 over few decades, at every or every n-th power of ten over many.</summary>
internal sealed class LogScale : AxisScale
{
    /// <summary>Ratio of the greatest to the least value from which on charts of points use it.</summary>
    public const double LeastRatio = 30;

    private const double LeastSpan = 8;
    private const double Tolerance = 1e-9;
    private const int MostDecadesOfThree = 3;
    private const int MostDecadesOfOne = 8;
    private readonly double _from;
    private readonly double _to;

    /// <summary>An axis that holds two values.</summary>
    /// <param name="least">The lower one, positive.</param>
    /// <param name="greatest">The higher one.</param>
    public LogScale(double least, double greatest)
    {
        // Equal values lie in the middle of a decade.
        double margin = Math.Max(1, Math.Sqrt(LeastSpan * least / greatest));
        (double low, double high) = (least / margin, greatest * margin);
        bool isWide = high / low > Math.Pow(10, MostDecadesOfThree);
        _from = isWide ? Math.Floor(Math.Log10(low) + Tolerance) : Math.Log10(Below(low));
        _to = isWide ? Math.Ceiling(Math.Log10(high) - Tolerance) : Math.Log10(NiceStep.For(high));
        Ticks = [.. Marks().Select(static value => new AxisTick(value, AxisText.Of(value)))];
    }

    /// <summary>The value at the start of the axis.</summary>
    public double Least => Math.Pow(10, _from);

    /// <summary>The value at its end.</summary>
    public double Greatest => Math.Pow(10, _to);

    /// <inheritdoc/>
    public override IReadOnlyList<AxisTick> Ticks { get; }

    /// <inheritdoc/>
    public override double Position(double value)
    {
        return (Math.Log10(value) - _from) / (_to - _from);
    }

    private static double Below(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value) + Tolerance));
        double first = value / power * (1 + Tolerance);
        return first >= 5 ? 5 * power : first >= 2 ? 2 * power : power;
    }

    private List<double> Marks()
    {
        double decades = _to - _from;
        int every = decades <= MostDecadesOfOne ? 1 : (int)Math.Ceiling(decades / MostDecadesOfOne);
        double[] digits = decades <= MostDecadesOfThree + Tolerance ? [1, 2, 5] : [1];
        List<double> marks = [];
        for (int exponent = (int)Math.Floor(_from); exponent <= Math.Ceiling(_to); exponent++)
        {
            double power = Math.Pow(10, exponent);
            bool isShown = exponent % every == 0;
            marks.AddRange(digits.Select(digit => digit * power).Where(value => isShown && Position(value) is >= -Tolerance and <= 1 + Tolerance));
        }

        return marks;
    }
}
