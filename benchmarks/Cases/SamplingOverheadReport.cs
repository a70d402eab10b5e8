using System.Globalization;
using System.Text;
using InferenceBench.Reporting.Traces;
using InferenceBench.Sampling.Recording;

namespace InferenceBench.Cases;

/// <summary>The table of the sampling-overhead benchmarks: the median latency with the sampler on against the one with it off, from one trace.</summary>
internal sealed class SamplingOverheadReport
{
    private const string Header =
        "| Model | Sampled | Inferences on / off | Sampler off p50 [ms] | Sampler on p50 [ms] | Ratio ± (k = 2) | Rate [Hz] | Reading [µs] | CPU [% of a core] | Allocated [B] |\n"
        + "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|\n";

    private readonly StringBuilder _rows = new();

    /// <summary>Whether there is anything to tell.</summary>
    public bool HasRows => _rows.Length > 0;

    /// <summary>Adds a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="trace">Its trace.</param>
    /// <param name="run">What the sampler did meanwhile.</param>
    public void Add(string model, InferenceTrace trace, SamplingOverheadRun run)
    {
        SamplingOverheadLatencies latencies = SamplingOverheadLatencies.Of(trace, run.Slices);
        double ratio = latencies.MedianOnMs / latencies.MedianOffMs;
        _rows.Append(CultureInfo.InvariantCulture, $"| {model} | {run.Source} | {latencies.On} / {latencies.Off} | {latencies.MedianOffMs:0.0000} | {latencies.MedianOnMs:0.0000} ");
        _rows.Append(CultureInfo.InvariantCulture, $"| {ratio:0.0000} ± {latencies.RatioUncertainty:0.0000} ");
        _rows.Append(Sampler(run)).Append('\n');
    }

    /// <summary>The table in Markdown.</summary>
    public override string ToString()
    {
        return Header + _rows;
    }

    private static string Sampler(SamplingOverheadRun run)
    {
        double onSeconds = run.Slices.Where(static slice => slice.IsOn).Sum(static slice => (slice.ToNs - slice.FromNs) / 1e9);
        if (run is not { Before: { } before, After: { } after })
        {
            return "| n/a | n/a | n/a | n/a |";
        }

        double rate = (after.Rows - before.Rows) / onSeconds;
        double? share = (after.CpuTime - before.CpuTime)?.TotalSeconds / onSeconds;
        string percent = share is { } known ? (100 * known).ToString("0.000", CultureInfo.InvariantCulture) : "n/a";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {rate:0.0} | {after.MeanReadTime.TotalMicroseconds:0.0} | {percent} | {after.AllocatedBytes - before.AllocatedBytes} |");
    }
}
