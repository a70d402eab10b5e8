using InferenceBench.Models.Quantization;
using InferenceBench.Quantization.Images;

namespace InferenceBench.Quantization;

/// <summary>What the user asked <c>models quantize</c> for.</summary>
/// <param name="Target">Catalogue id or path.</param>
/// <param name="Output">Absolute path of the file to write.</param>
/// <param name="Engine">The engine that the model is quantized for.</param>
internal sealed record QuantizationOrder(string Target, string Output, QuantizationTarget Engine)
{
    /// <summary>Enough to show a model that int8 spoils, and soon done.</summary>
    public const int DefaultCheckSamples = 16;

    /// <summary>File or folder of calibration samples; null for seeded ones.</summary>
    public string? Calibration { get; init; }

    /// <summary>How ranges are chosen.</summary>
    public CalibrationMethod Method { get; init; }

    /// <summary>Percent of the values that a range holds, for <see cref="CalibrationMethod.Percentile"/>.</summary>
    public double Percentile { get; init; } = CalibrationSettings.DefaultPercentile;

    /// <summary>How many samples to calibrate on; null for the default.</summary>
    public int? Samples { get; init; }

    /// <summary>How many samples to compare with the fp32 model on; 0 for no comparison.</summary>
    public int CheckSamples { get; init; } = DefaultCheckSamples;

    /// <summary>Seed of seeded samples.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>One scale for a whole weight.</summary>
    public bool IsPerTensor { get; init; }

    /// <summary>Weights stay floats behind a QuantizeLinear.</summary>
    public bool HasFloatWeights { get; init; }

    /// <summary>Weights of 7 bits.</summary>
    public bool HasReducedRange { get; init; }

    /// <summary>Names of nodes that stay in fp32; <c>*</c> stands for any characters.</summary>
    public IReadOnlyList<string> ExcludedNodes { get; init; } = [];

    /// <summary>Shapes of dynamic inputs by name; "" names the only input.</summary>
    public IReadOnlyDictionary<string, long[]> InputShapes { get; init; } = new Dictionary<string, long[]>();

    /// <summary>How pixels of images become input values; null takes the range that the model declares, else what ImageNet's nets take.</summary>
    public PixelScaling? Scaling { get; init; }
}
