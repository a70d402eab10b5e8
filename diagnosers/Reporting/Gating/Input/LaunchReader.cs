using InferenceBench.Reporting.Gating.Evidence;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Reporting.Gating.Input;

/// <summary>Reads the launches of a case from its trace.</summary>
internal static class LaunchReader
{
    /// <summary>The launches in order, those without an inference left out.</summary>
    /// <param name="run">The case.</param>
    /// <exception cref="InvalidDataException">The trace is missing, damaged, outside the run's folder, or does not fit the report; the message names it.</exception>
    /// <exception cref="IOException">The trace cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to read the trace.</exception>
    public static IReadOnlyList<LaunchSample> Read(CaseRun run)
    {
        InferenceTrace trace = InferenceTrace.Read(PathOf(run));
        IReadOnlyList<int> launches = run.Report.LaunchWindows;
        if (launches.Count <= 1)
        {
            return Samples([Latencies(trace, 0, trace.StartNs.Count)]);
        }

        if (launches.Any(static count => count < 0) || launches.Sum(static count => (long)count) != trace.Windows.Count)
        {
            throw new InvalidDataException($"{run.Report.SamplesFile} has {trace.Windows.Count} windows, and launchWindows [{string.Join(", ", launches)}] do not add up to them");
        }

        // Windows that overlap would multiply what a small file costs.
        if (trace.Windows.Sum(static window => (long)window.Count) > trace.StartNs.Count)
        {
            throw new InvalidDataException($"{run.Report.SamplesFile} has windows that overlap");
        }

        List<double[]> parts = [];
        int window = 0;
        foreach (int count in launches)
        {
            parts.Add([.. trace.Windows.Skip(window).Take(count).SelectMany(one => Latencies(trace, one.First, one.Count))]);
            window += count;
        }

        return Samples(parts);
    }

    private static string PathOf(CaseRun run)
    {
        string file = run.Report.SamplesFile!;
        string path = Path.GetFullPath(Path.Combine(run.Run.Folder, file.Replace('\0', '/')));

        // Links count as what they lead to: the text alone may look harmless.
        bool isInside = IsBelow(path, run.Run.Folder) && IsBelow(RealPath.Of(path), RealPath.Of(run.Run.Folder));
        return isInside ? path : throw new InvalidDataException($"samplesFile '{OneLine.Of(file)}' leads out of the run's folder");
    }

    private static bool IsBelow(string path, string folder)
    {
        return path.StartsWith(folder.TrimEnd('/') + '/', StringComparison.Ordinal);
    }

    private static double[] Latencies(InferenceTrace trace, int first, int count)
    {
        double[] milliseconds = new double[count];
        for (int i = 0; i < count; i++)
        {
            // A latency of 0 has no ratio; the clock counts nanoseconds.
            milliseconds[i] = Math.Max(1, trace.EndNs[first + i] - trace.StartNs[first + i]) / 1e6;
        }

        return milliseconds;
    }

    private static LaunchSample[] Samples(IEnumerable<double[]> parts)
    {
        return [.. parts.Where(static part => part.Length > 0).Select(static part => new LaunchSample(part))];
    }
}
