namespace InferenceBench.Sampling.Energy;

/// <summary>
/// A sum that carries what rounding loses: its error does not grow with the number of terms (A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur
/// Summation endlicher Summen, ZAMM 54 (1974) 39–51). An hour at 1 kHz is 3.6 million trapezoids.
/// </summary>
internal struct NeumaierSum
{
    private double _sum;
    private double _lost;

    /// <summary>The sum.</summary>
    public readonly double Value => _sum + _lost;

    /// <summary>Adds a term.</summary>
    public void Add(double term)
    {
        double sum = _sum + term;
        _lost += Math.Abs(_sum) >= Math.Abs(term) ? _sum - sum + term : term - sum + _sum;
        _sum = sum;
    }
}
