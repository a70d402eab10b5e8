namespace InferenceBench.Models.Quantization;

/// <summary>
/// Watches one activation through the calibration samples and chooses its range, keeping nothing but extremes and a histogram: first all samples for the
/// extremes, then, when the method needs it, all of them again for the histogram.
/// </summary>
/// <param name="settings">How the range is chosen.</param>
public sealed class ActivationObserver(CalibrationSettings settings)
{
    // Fine enough that a 99.999th percentile of some 10^7 values is one.
    private const int PercentileBins = 8192;

    // TensorRT's number.
    private const int EntropyBins = 2048;
    private const int SignedLevels = 128;
    private const int UnsignedLevels = 256;

    private float _low = float.PositiveInfinity;
    private float _high = float.NegativeInfinity;
    private ActivationHistogram? _histogram;

    /// <summary>Whether a second pass over the samples is needed.</summary>
    public bool NeedsHistogram => settings.Method != CalibrationMethod.MinMax;

    /// <summary>First pass: takes the extremes of a sample's values.</summary>
    /// <param name="values">The values.</param>
    /// <returns>False when one of them is NaN or infinite; the observer is of no use then.</returns>
    public bool TryObserve(ReadOnlySpan<float> values)
    {
        bool isFinite = true;
        float low = _low;
        float high = _high;
        foreach (float value in values)
        {
            low = value < low ? value : low;
            high = value > high ? value : high;
            isFinite &= float.IsFinite(value);
        }

        (_low, _high) = (low, high);
        return isFinite;
    }

    /// <summary>Second pass: counts a sample's values.</summary>
    /// <param name="values">The values of a sample that <see cref="TryObserve"/> has seen.</param>
    public void Count(ReadOnlySpan<float> values)
    {
        if (_low >= _high)
        {
            return;
        }

        if (UsesMagnitudes)
        {
            (_histogram ??= new ActivationHistogram(new ValueRange(0, Extremes.Magnitude), EntropyBins)).AddMagnitudes(values);
        }
        else
        {
            (_histogram ??= new ActivationHistogram(Extremes, PercentileBins)).Add(values);
        }
    }

    /// <summary>The range; [0, 0] for an activation without elements.</summary>
    public ValueRange Choose()
    {
        if (_histogram is null)
        {
            return Extremes;
        }

        if (!UsesMagnitudes)
        {
            return PercentileRange.Find(_histogram, settings.Percentile);
        }

        float threshold = (float)(settings.Method == CalibrationMethod.Entropy
            ? EntropyThreshold.Find(_histogram, LevelsFor)
            : PercentileRange.FindMagnitude(_histogram, settings.Percentile));
        return new ValueRange(Math.Max(_low, -threshold), Math.Min(_high, threshold));
    }

    // Asymmetric integers are spread over what lies between both ends, which one side may have nearly for itself.
    private int LevelsFor(double threshold)
    {
        double width = Math.Clamp(_high, 0, threshold) + Math.Clamp(-(double)_low, 0, threshold);
        return settings.IsSymmetric ? SignedLevels : (int)Math.Round(UnsignedLevels * threshold / width);
    }

    private bool UsesMagnitudes => settings.Method == CalibrationMethod.Entropy || settings.IsSymmetric;

    private ValueRange Extremes => _low > _high ? default : new ValueRange(_low, _high);
}
