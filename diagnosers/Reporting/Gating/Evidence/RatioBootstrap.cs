namespace InferenceBench.Reporting.Gating.Evidence;

/// <summary>The hierarchical bootstrap of a ratio: launches are drawn with replacement within each side, then the blocks within each drawn launch (Davison and Hinkley 1997, 3.8).</summary>
public static class RatioBootstrap
{
    /// <summary>The interval between the percentiles 2.5 and 97.5 of the drawn shifts of the logarithm.</summary>
    /// <param name="first">The base.</param>
    /// <param name="second">What is compared with it.</param>
    /// <param name="random">The seeded source.</param>
    public static (double Low, double High) Interval(SideEstimates first, SideEstimates second, Random random)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(random);
        double[] shifts = new double[first.Deviations[0].Length];
        double[] drawnFirst = new double[first.Logs.Length];
        double[] drawnSecond = new double[second.Logs.Length];
        double[] differences = new double[drawnFirst.Length * drawnSecond.Length];
        for (int i = 0; i < shifts.Length; i++)
        {
            Draw(first, drawnFirst, random);
            Draw(second, drawnSecond, random);
            shifts[i] = HodgesLehmann.Shift(drawnFirst, drawnSecond, differences);
        }

        Array.Sort(shifts);
        int outside = shifts.Length / 40;
        return (shifts[outside], shifts[^(outside + 1)]);
    }

    private static void Draw(SideEstimates side, double[] drawn, Random random)
    {
        for (int i = 0; i < drawn.Length; i++)
        {
            int launch = random.Next(drawn.Length);
            double[] draws = side.Deviations[launch];
            drawn[i] = side.Logs[launch] + draws[random.Next(draws.Length)];
        }
    }
}
