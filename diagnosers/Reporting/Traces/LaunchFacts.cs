using System.Globalization;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Traces;

/// <summary>Makes one set of facts of those of several launches of a case.</summary>
public static class LaunchFacts
{
    /// <summary>
    /// The facts of the case. Times (cold start, warm-up, device) are medians over the launches by nearest rank, managed bytes the mean, resident memory the greatest;
    /// version, settings and MACs are those of the first launch, parity that of the first launch whose parity failed, else of the first. A launch that failed
    /// or was skipped fails or skips the case, with its number in the reason.
    /// </summary>
    /// <param name="launches">The facts in the order of the launches; null for a launch that left none.</param>
    /// <param name="count">Launches that the case was to have, for the reason.</param>
    /// <returns>Null when no launch left any.</returns>
    public static CaseFacts? Join(IReadOnlyList<CaseFacts?> launches, int count)
    {
        ArgumentNullException.ThrowIfNull(launches);
        CaseFacts[] known = [.. launches.OfType<CaseFacts>()];
        if (known.Length == 0 || count <= 1)
        {
            return known.Length == 0 ? null : known[^1];
        }

        return known[0] with
        {
            LoadMs = Median(known, static facts => facts.LoadMs),
            FirstInferenceMs = Median(known, static facts => facts.FirstInferenceMs),
            WarmUpMs = Median(known, static facts => facts.WarmUpMs),
            WarmUpInferences = (long?)Median(known, static facts => facts.WarmUpInferences),
            DeviceMs = Device([.. known.Select(static facts => facts.DeviceMs).OfType<DeviceLatency>()]),
            ManagedBytesPerInference = known.Average(static facts => facts.ManagedBytesPerInference),
            PeakResidentBytes = known.Max(static facts => facts.PeakResidentBytes),
            Parity = known.Select(static facts => facts.Parity).FirstOrDefault(static parity => parity?.Status == "failed") ?? known[0].Parity,
            SkippedReason = Reason(launches, count, static facts => facts.SkippedReason),
            FailedReason = Reason(launches, count, static facts => facts.FailedReason),
        };
    }

    /// <summary>A reason with the launch that it is of; as it is when the case has only one.</summary>
    /// <param name="index">Index of the launch, from 0.</param>
    /// <param name="count">Launches that the case was to have.</param>
    /// <param name="reason">The reason.</param>
    public static string Tell(int index, int count, string reason)
    {
        return count <= 1 ? reason : string.Create(CultureInfo.InvariantCulture, $"launch {index + 1} of {count}: {reason}");
    }

    private static string? Reason(IReadOnlyList<CaseFacts?> launches, int count, Func<CaseFacts, string?> reasonOf)
    {
        return launches
            .Select((facts, index) => facts is not null && reasonOf(facts) is { } reason ? Tell(index, count, reason) : null)
            .FirstOrDefault(static reason => reason is not null);
    }

    private static DeviceLatency? Device(DeviceLatency[] launches)
    {
        return launches.Length == 0 ? null : new DeviceLatency(
            Median(launches, static times => times.H2d),
            Median(launches, static times => times.Compute),
            Median(launches, static times => times.D2h),
            Median(launches, static times => times.Enqueue),
            launches.Sum(static times => times.N));
    }

    private static double? Median<T>(T[] launches, Func<T, double?> value)
    {
        double[] sorted = [.. launches.Select(value).OfType<double>().Order()];
        return sorted.Length == 0 ? null : sorted[(sorted.Length - 1) / 2];
    }
}
