using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Reporting.Charts.Inputs;

/// <summary>Reads the latencies of cases, from their traces or from what their files held, and no more than a bounded number of bytes.</summary>
internal sealed class LatencyReader
{
    private const long MostBytesOfFile = 32 * 1024 * 1024;
    private const int MostRuns = 5;
    private const double NanosecondsPerMillisecond = 1e6;
    private long _bytesLeft = 64 * 1024 * 1024;

    /// <summary>Whether a case has a chance of a curve.</summary>
    /// <param name="result">The case.</param>
    public static bool Has(ComparedCase result)
    {
        return result.Rows.Any(static row => row.SamplesFile is not null || row.LatencyQuantilesMs is { Count: > 0 });
    }

    /// <summary>The curve of the newest run that has one, of the last five; null when none can be read.</summary>
    /// <param name="result">The case.</param>
    public LatencyCurve? Read(ComparedCase result)
    {
        for (int i = result.Rows.Count - 1; i >= Math.Max(0, result.Rows.Count - MostRuns); i--)
        {
            if (OfFile(result.Rows[i]) is { } curve)
            {
                return curve;
            }
        }

        return null;
    }

    private LatencyCurve? OfFile(ResultRow row)
    {
        if (row.LatencyQuantilesMs is { Count: > 0 } quantiles)
        {
            long count = (long)Math.Clamp(row.Figures[Figure.Inferences] ?? 0, quantiles.Count, 1e12);
            return IsSorted(quantiles) ? new LatencyCurve(quantiles, count) : null;
        }

        string? folder = Path.GetDirectoryName(row.Origin.FullPath);
        string? path = row.SamplesFile is null || folder is null ? null : RunFile.Locate(folder, row.SamplesFile, Math.Min(MostBytesOfFile, _bytesLeft));
        return path is null ? null : OfTrace(path);
    }

    private LatencyCurve? OfTrace(string path)
    {
        try
        {
            _bytesLeft -= new FileInfo(path).Length;
            InferenceTrace trace = InferenceTrace.Read(path);
            double[] latencies = new double[trace.StartNs.Count];
            for (int i = 0; i < latencies.Length; i++)
            {
                // As doubles: the difference of two stamps of a damaged file may be more than a long holds.
                latencies[i] = ((double)trace.EndNs[i] - trace.StartNs[i]) / NanosecondsPerMillisecond;
            }

            Array.Sort(latencies);
            return latencies.Length == 0 ? null : new LatencyCurve(latencies, latencies.Length);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // The chart's description counts the series that are missing.
            return null;
        }
    }

    private static bool IsSorted(IReadOnlyList<double> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i]) || (i > 0 && values[i] < values[i - 1]))
            {
                return false;
            }
        }

        return true;
    }
}
