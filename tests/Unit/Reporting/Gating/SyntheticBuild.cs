namespace InferenceBench.Tests.Unit.Reporting.Gating;

/// <summary>
/// Draws latencies like those of real runs: log-normal AR(1) noise, bursts by neighbours, a slow drift, a clock that switches, and a level of its own for each launch.
/// </summary>
/// <remarks>
/// The defaults come from two runs of ONNX Runtime 1.29.0 on the CPU (resnet18, mobilenet_v3_small and _large, batch 1, 2 threads, 1 s each) on an idle two-core Xeon:
/// between quartiles lay 1.1 to 2.4 % of the median, lag-1 autocorrelation (clipped at p2 and p98) −0.05 to 0.24, p99 1.13 to 1.29 and the greatest 1.4 to 4.1 times the median,
/// medians of the two processes 0.02 to 0.9 % apart. Neighbours raise the autocorrelation to 0.9; simulations therefore go further than these defaults.
/// </remarks>
internal sealed record SyntheticBuild
{
    /// <summary>Median in milliseconds.</summary>
    public double MedianMs { get; init; } = 2.86;

    /// <summary>Standard deviation of the noise, as a ratio.</summary>
    public double Noise { get; init; } = 0.012;

    /// <summary>Lag-1 autocorrelation of the noise.</summary>
    public double Rho { get; init; } = 0.3;

    /// <summary>Probability that a burst begins at an inference.</summary>
    public double BurstRate { get; init; } = 0.005;

    /// <summary>Mean length of a burst in inferences.</summary>
    public double BurstLength { get; init; } = 4;

    /// <summary>How much slower inferences of a burst are at least, as a ratio; the excess is exponential with the same mean.</summary>
    public double BurstExcess { get; init; } = 0.15;

    /// <summary>Change from the first to the last inference of a launch, as a ratio, of random sign.</summary>
    public double Drift { get; init; }

    /// <summary>How much slower the slow one of two modes is, as a ratio.</summary>
    public double ModeExcess { get; init; }

    /// <summary>Mean length of a stay in one mode in inferences.</summary>
    public double ModeLength { get; init; } = 200;

    /// <summary>Standard deviation between launches, as a ratio.</summary>
    public double LaunchDeviation { get; init; } = 0.005;

    /// <summary>Latencies of one launch in milliseconds.</summary>
    /// <param name="random">The seeded source.</param>
    /// <param name="count">Number of inferences.</param>
    public double[] Launch(Random random, int count)
    {
        double level = Math.Log(MedianMs) + (LaunchDeviation * Normal(random));
        double drift = Drift * (random.Next(2) == 0 ? -1 : 1);
        double state = Noise * Normal(random);
        double innovation = Noise * Math.Sqrt(1 - (Rho * Rho));
        double burst = 0;
        bool isSlow = random.Next(2) == 0;
        double[] latencies = new double[count];
        for (int i = 0; i < count; i++)
        {
            state = (Rho * state) + (innovation * Normal(random));
            burst = burst > 0 ? (random.NextDouble() < 1 / BurstLength ? 0 : burst)
                : random.NextDouble() < BurstRate ? BurstExcess * (1 - Math.Log(1 - random.NextDouble())) : 0;
            isSlow ^= random.NextDouble() < 1 / ModeLength;
            latencies[i] = Math.Exp(level + state + (drift * ((i / (double)count) - 0.5)) + (isSlow ? Math.Log(1 + ModeExcess) : 0)) * (1 + burst);
        }

        return latencies;
    }

    // Box and Muller 1958.
    private static double Normal(Random random)
    {
        return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
