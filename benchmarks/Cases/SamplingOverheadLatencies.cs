using InferenceBench.Reporting.Traces;

namespace InferenceBench.Cases;

/// <summary>The latencies of one trace with the sampler on and with it off.</summary>
internal sealed class SamplingOverheadLatencies
{
    // Switching wakes threads, whichever way.
    private const long SettlingNs = 10_000_000;
    private readonly List<double> _onMs = [];
    private readonly List<double> _offMs = [];
    private readonly List<double> _pairs = [];

    private SamplingOverheadLatencies()
    {
    }

    /// <summary>Inferences with the sampler on.</summary>
    public int On => _onMs.Count;

    /// <summary>Inferences with the sampler off.</summary>
    public int Off => _offMs.Count;

    /// <summary>Median latency with the sampler on; NaN without inferences.</summary>
    public double MedianOnMs => Median(_onMs);

    /// <summary>Median latency with the sampler off; NaN without inferences.</summary>
    public double MedianOffMs => Median(_offMs);

    /// <summary>
    /// Expanded uncertainty (k = 2) of the ratio of the medians, from how much the ratio differs between pairs of neighbouring slices: twice the standard error of their
    /// mean. NaN with fewer than two pairs.
    /// </summary>
    public double RatioUncertainty
    {
        get
        {
            double mean = _pairs.Count > 0 ? _pairs.Average() : double.NaN;
            double squares = _pairs.Sum(ratio => (ratio - mean) * (ratio - mean));
            return _pairs.Count < 2 ? double.NaN : 2 * Math.Sqrt(squares / (_pairs.Count - 1) / _pairs.Count);
        }
    }

    /// <summary>Sorts the inferences of a trace by the slices that they lie in wholly, the first 10 ms of each left out.</summary>
    /// <param name="trace">The trace, in order of time.</param>
    /// <param name="slices">The slices in order of time, in pairs.</param>
    public static SamplingOverheadLatencies Of(InferenceTrace trace, IReadOnlyList<SamplingOverheadSlice> slices)
    {
        var latencies = new SamplingOverheadLatencies();
        int next = 0;
        for (int pair = 0; pair + 1 < slices.Count; pair += 2)
        {
            List<double> first = Within(trace, slices[pair], ref next);
            List<double> second = Within(trace, slices[pair + 1], ref next);
            latencies.Add(slices[pair].IsOn ? first : second, slices[pair].IsOn ? second : first);
        }

        return latencies;
    }

    private static List<double> Within(InferenceTrace trace, SamplingOverheadSlice slice, ref int next)
    {
        List<double> found = [];
        while (next < trace.StartNs.Count && trace.EndNs[next] <= slice.ToNs)
        {
            if (trace.StartNs[next] >= slice.FromNs + SettlingNs)
            {
                found.Add((trace.EndNs[next] - trace.StartNs[next]) / 1e6);
            }

            next++;
        }

        return found;
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length > 0 ? sorted[(sorted.Length - 1) / 2] : double.NaN;
    }

    private void Add(List<double> onMs, List<double> offMs)
    {
        _onMs.AddRange(onMs);
        _offMs.AddRange(offMs);
        if (onMs.Count > 0 && offMs.Count > 0)
        {
            _pairs.Add(Median(onMs) / Median(offMs));
        }
    }
}
