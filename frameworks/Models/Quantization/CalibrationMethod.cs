namespace InferenceBench.Models.Quantization;

/// <summary>How the range of an activation is chosen from what calibration samples show.</summary>
public enum CalibrationMethod
{
    /// <summary>From the lowest to the highest value seen.</summary>
    MinMax,

    /// <summary>The range whose int8 histogram differs least from the real one, by the Kullback–Leibler divergence.</summary>
    Entropy,

    /// <summary>The range that holds a share of all values, the same share left out at both ends.</summary>
    Percentile,
}
