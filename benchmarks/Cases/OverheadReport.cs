using System.Globalization;
using System.Text;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Cases;

/// <summary>The tables of the overhead benchmarks. The suite's own: the median of our session against the median of a bare loop, from one trace in which they take turns.</summary>
internal sealed class OverheadReport
{
    private const string Header = "| Framework | Model | Inferences | Suite p50 [ms] | Bare loop p50 [ms] | Ratio |\n|---|---|---:|---:|---:|---:|\n";
    private readonly StringBuilder _rows = new();
    private readonly SamplingOverheadReport _sampling = new();

    /// <summary>Whether there is anything to tell.</summary>
    public bool HasRows => _rows.Length > 0 || _sampling.HasRows;

    /// <summary>Adds a case.</summary>
    /// <param name="key">Its framework and model.</param>
    /// <param name="trace">Its trace: even inferences are ours, odd ones bare.</param>
    /// <param name="sampling">The sampler that was switched on and off meanwhile; null when calls of the engine are compared.</param>
    public void Add(CaseKey key, InferenceTrace trace, SamplingOverheadRun? sampling)
    {
        if (sampling is not null)
        {
            _sampling.Add(key.Model, trace, sampling);
            return;
        }

        double ours = MedianMs(trace, 0);
        double bare = MedianMs(trace, 1);
        _rows.Append(CultureInfo.InvariantCulture, $"| {key.Framework} | {key.Model} | {trace.StartNs.Count} | {ours:0.0000} | {bare:0.0000} | {ours / bare:0.0000} |\n");
    }

    /// <summary>The tables in Markdown.</summary>
    public override string ToString()
    {
        string suite = _rows.Length > 0 ? Header + _rows : string.Empty;
        return suite + (_rows.Length > 0 && _sampling.HasRows ? "\n" : string.Empty) + (_sampling.HasRows ? _sampling : string.Empty);
    }

    private static double MedianMs(InferenceTrace trace, int remainder)
    {
        double[] latencies = [.. Enumerable.Range(0, trace.StartNs.Count)
            .Where(index => index % 2 == remainder)
            .Select(index => (trace.EndNs[index] - trace.StartNs[index]) / 1e6)
            .Order()];
        return latencies.Length > 0 ? latencies[(latencies.Length - 1) / 2] : double.NaN;
    }
}
