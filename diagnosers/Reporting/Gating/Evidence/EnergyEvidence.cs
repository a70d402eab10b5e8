namespace InferenceBench.Reporting.Gating.Evidence;

/// <summary>Compares the energies of an inference of two sides: one energy a run, with its uncertainty.</summary>
public static class EnergyEvidence
{
    private const int Replicates = 1000;

    /// <summary>The evidence. Uncertainties of both sides count in full, although those of one sensor have a part in common: the test errs on the side of no alarm.</summary>
    /// <param name="first">Joules of an inference and their standard uncertainty (k = 1) in each run of the base; joules greater than 0.</param>
    /// <param name="second">Those of what is compared with it.</param>
    /// <param name="random">The seeded source.</param>
    public static RatioEvidence Of(IReadOnlyList<(double Joules, double Uncertainty)> first, IReadOnlyList<(double Joules, double Uncertainty)> second, Random random)
    {
        SideEstimates of = Estimates(first, random);
        SideEstimates to = Estimates(second, random);
        return new RatioEvidence
        {
            Base = of,
            Diff = to,
            LogRatio = HodgesLehmann.Shift(of.Logs, to.Logs, new double[of.Logs.Length * to.Logs.Length]),
            Bootstrap = RatioBootstrap.Interval(of, to, random),
        };
    }

    private static SideEstimates Estimates(IReadOnlyList<(double Joules, double Uncertainty)> energies, Random random)
    {
        return new SideEstimates(
            [.. energies.Select(static energy => Math.Log(energy.Joules))],
            new double[energies.Count],
            [.. energies.Select(energy => Enumerable.Range(0, Replicates).Select(_ => energy.Uncertainty / energy.Joules * Normal(random)).ToArray())]);
    }

    // Box and Muller 1958.
    private static double Normal(Random random)
    {
        return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
