namespace InferenceBench.Sampling.Energy;

/// <summary>Why readings give no energy, in words for people.</summary>
public static class EnergyReasons
{
    /// <summary>The reason in one line; null when there is an energy.</summary>
    /// <param name="energy">The energy.</param>
    public static string? Of(EnergyResult energy)
    {
        ArgumentNullException.ThrowIfNull(energy);
        return energy.Joules is null ? string.Join("; ", energy.Flags.Select(flag => Describe(flag, energy)).OfType<string>()) : null;
    }

    private static string? Describe(string flag, EnergyResult energy)
    {
        return flag switch
        {
            EnergyFlags.NoSamples => "no valid reading lies in the window or within 150 ms of it",
            EnergyFlags.NotCovered => FormattableString.Invariant($"the readings end inside the window and cover {energy.Coverage * 100:0.#} % of it; one reading is held for 150 ms at most"),
            EnergyFlags.SingleSample => "one reading of an energy counter gives no difference",
            EnergyFlags.EmptyWindow => "there is no window to integrate over",
            EnergyFlags.CounterReset => "the energy counter went back inside the window, which its range does not explain: it was reset, or its range is not known",
            EnergyFlags.WrapAmbiguous => FormattableString.Invariant($"readings of the energy counter are so far apart that it may have wrapped more than once at {CounterReadings.GreatestWatts:0} W: read it more often"),
            EnergyFlags.CounterConstant => "the energy counter did not change at all",
            _ => null,
        };
    }
}
