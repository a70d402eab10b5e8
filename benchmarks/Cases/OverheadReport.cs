using System.Globalization;
using System.Text;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Cases;

/// <summary>The table of the overhead benchmarks: the median of our session against the median of a bare loop, from one trace in which they take turns.</summary>
internal sealed class OverheadReport
{
    private readonly StringBuilder _rows = new();

    /// <summary>Whether there is anything to tell.</summary>
    public bool HasRows => _rows.Length > 0;

    /// <summary>Adds a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="trace">Its trace: even inferences are ours, odd ones bare.</param>
    public void Add(string model, InferenceTrace trace)
    {
        double ours = MedianMs(trace, 0);
        double bare = MedianMs(trace, 1);
        _rows.AppendLine(CultureInfo.InvariantCulture, $"| {model} | {trace.StartNs.Count} | {ours:0.0000} | {bare:0.0000} | {ours / bare:0.0000} |");
    }

    /// <summary>The table in Markdown.</summary>
    public override string ToString()
    {
        return "| Model | Inferences | Suite p50 [ms] | Bare InferenceSession.Run p50 [ms] | Ratio |\n|---|---:|---:|---:|---:|\n" + _rows;
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
