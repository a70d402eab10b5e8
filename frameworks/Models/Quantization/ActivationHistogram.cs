namespace InferenceBench.Models.Quantization;

/// <summary>Counts of values in equal bins over a fixed range; values beyond it count in the outermost bins.</summary>
public sealed class ActivationHistogram
{
    private readonly long[] _counts;
    private readonly double _binsPerUnit;

    /// <summary>An empty histogram.</summary>
    /// <param name="range">The range, its ends different.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    public ActivationHistogram(ValueRange range, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(range.High, range.Low);
        Range = range;
        _counts = new long[bins];
        _binsPerUnit = bins / ((double)range.High - range.Low);
    }

    /// <summary>The range.</summary>
    public ValueRange Range { get; }

    /// <summary>Counts, lowest bin first.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>Width of a bin.</summary>
    public double BinWidth => 1 / _binsPerUnit;

    /// <summary>Counts values.</summary>
    /// <param name="values">The values, finite.</param>
    public void Add(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            Count(value);
        }
    }

    /// <summary>Counts distances from zero.</summary>
    /// <param name="values">The values, finite.</param>
    public void AddMagnitudes(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            Count(Math.Abs(value));
        }
    }

    private void Count(float value)
    {
        int bin = (int)(((double)value - Range.Low) * _binsPerUnit);
        _counts[Math.Clamp(bin, 0, _counts.Length - 1)]++;
    }
}
