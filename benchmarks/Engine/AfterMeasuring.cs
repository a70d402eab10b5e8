using System.Diagnostics;
using InferenceBench.Contracts;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Engine;

/// <summary>What is asked of a session once its figures are taken: device times, in runs of their own, and profiles.</summary>
internal static class AfterMeasuring
{
    private const int MostRuns = 64;
    private const int LeastRuns = 3;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    /// <summary>Medians of the device's times; null where the session has none.</summary>
    /// <param name="session">A session that has run.</param>
    /// <exception cref="InferenceException">The engine failed.</exception>
    public static DeviceLatency? TimeDevice(IInferenceSession session)
    {
        if (session is not IDeviceTimedSession { LastDeviceTimes: not null } timed)
        {
            return null;
        }

        var times = new List<DeviceTimes>(MostRuns);
        var watch = Stopwatch.StartNew();
        while (times.Count < LeastRuns || (times.Count < MostRuns && watch.Elapsed < s_limit))
        {
            session.Run();
            times.Add(timed.LastDeviceTimes.Value);
        }

        return new DeviceLatency(
            Median(times, static time => time.H2dMs),
            Median(times, static time => time.ComputeMs),
            Median(times, static time => time.D2hMs),
            Median(times, static time => time.EnqueueMs),
            times.Count);
    }

    /// <summary>Writes the profile that an option asks for.</summary>
    /// <param name="session">A session that has run.</param>
    /// <returns>What was written, or why nothing could be; null when nothing was asked for.</returns>
    public static string? WriteProfile(IInferenceSession session)
    {
        try
        {
            return session is IProfiledSession profiled ? profiled.WriteProfile() : null;
        }
        catch (Exception e) when (e is InferenceException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            return $"not written: {e.Message}";
        }
    }

    // Nearest rank. A part that a run does not have is NaN in all of them.
    private static double? Median(List<DeviceTimes> times, Func<DeviceTimes, double> part)
    {
        double[] sorted = [.. times.Select(part).Where(double.IsFinite).Order()];
        return sorted.Length > 0 ? sorted[(sorted.Length - 1) / 2] : null;
    }
}
