namespace InferenceBench.Sampling.Energy;

/// <summary>How far windows go beyond the first and last reading.</summary>
/// <param name="HeldBeforeNs">Length of the parts before the first reading.</param>
/// <param name="HeldAfterNs">Length of the parts after the last reading.</param>
/// <param name="Failure">The flag that says why a reading cannot be held that far; null when it can.</param>
internal readonly record struct WindowReach(long HeldBeforeNs, long HeldAfterNs, string? Failure)
{
    /// <summary>Whether any reading is held.</summary>
    public bool IsHeld => HeldBeforeNs > 0 || HeldAfterNs > 0;

    /// <summary>Measures it.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="readings">At least one reading.</param>
    /// <param name="longestHold">How far a reading may be held.</param>
    public static WindowReach Of(WindowSet windows, Readings readings, TimeSpan longestHold)
    {
        long hold = Nanoseconds.Of(longestHold);
        long first = readings.TimesNs[0];
        long last = readings.TimesNs[^1];
        bool isBeyond = windows.All.Any(window => Before(window, first) > 0 && Nanoseconds.Between(window.FromNs, first) > hold)
            || windows.All.Any(window => After(window, last) > 0 && Nanoseconds.Between(last, window.ToNs) > hold);
        if (isBeyond)
        {
            bool hasAny = windows.All.Any(window => HasReading(window, readings, hold));
            return new WindowReach(0, 0, hasAny ? EnergyFlags.NotCovered : EnergyFlags.NoSamples);
        }

        return new WindowReach(windows.All.Sum(window => Before(window, first)), windows.All.Sum(window => After(window, last)), null);
    }

    /// <summary>Length of the part of a window that lies before the first reading.</summary>
    public static long Before(EnergyWindow window, long firstNs)
    {
        return window.FromNs >= firstNs ? 0 : Nanoseconds.Between(window.FromNs, Math.Min(firstNs, window.ToNs));
    }

    /// <summary>Length of the part of a window that lies after the last reading.</summary>
    public static long After(EnergyWindow window, long lastNs)
    {
        return window.ToNs <= lastNs ? 0 : Nanoseconds.Between(Math.Max(lastNs, window.FromNs), window.ToNs);
    }

    private static bool HasReading(EnergyWindow window, Readings readings, long hold)
    {
        int next = readings.FirstAtOrAfter(Nanoseconds.Add(window.FromNs, -hold));
        return next < readings.Count && readings.TimesNs[next] <= Nanoseconds.Add(window.ToNs, hold);
    }
}
