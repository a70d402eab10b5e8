using InferenceBench.Sampling.Sources;
using InferenceBench.Sampling.Sources.Files;

namespace InferenceBench.Sampling.Ina3221;

/// <summary>How fast the chips convert, and how they are best sampled.</summary>
internal static class ChipTiming
{
    // The driver's macro of 64 averages of 6.6 ms gives 422 ms; the device tree may override it.
    private const double IioRefreshMilliseconds = 430;

    // The chip's own setting after power-on: no average, 3 channels of 1.1 ms voltage and 1.1 ms current.
    private const double HwmonRefreshMilliseconds = 7;

    // Shunt, gain and wiring together: INA monitors on boards are taken to be within 1 to 5 %; no data sheet of a Jetson gives a figure.
    private const double Gain = 0.03;

    private static readonly TimeSpan s_slow = TimeSpan.FromMilliseconds(100);

    /// <summary>The timing of the slowest chip.</summary>
    /// <param name="chips">All chips.</param>
    public static SensorTraits Of(IReadOnlyList<ChipFolder> chips)
    {
        TimeSpan refresh = chips.Max(RefreshOf);
        bool isIio = chips.Any(static chip => chip.Layout == ChipLayout.Iio);
        return new SensorTraits
        {
            NominalRefresh = refresh,
            PollPeriod = isIio || refresh >= s_slow ? s_slow : TimeSpan.FromMilliseconds(20),
            MinimumWindow = isIio || refresh > s_slow * 2 ? TimeSpan.FromSeconds(10) : TimeSpan.FromSeconds(5),
            GainUncertainty = Gain,
        };
    }

    /// <summary>The settings that a chip shows; null when it shows none.</summary>
    /// <param name="chip">The chip.</param>
    public static string? Describe(ChipFolder chip)
    {
        long? samples = KernelText.ReadNumber(Path.Combine(chip.Path, "samples"));
        long? milliseconds = KernelText.ReadNumber(Path.Combine(chip.Path, "update_interval"));
        string?[] settings = [samples is null ? null : $"samples {samples}", milliseconds is null ? null : $"update_interval {milliseconds} ms"];
        string known = string.Join(", ", settings.OfType<string>());
        return known.Length > 0 ? $"{chip.Address}: {known}" : null;
    }

    private static TimeSpan RefreshOf(ChipFolder chip)
    {
        if (chip.Layout == ChipLayout.Iio)
        {
            return TimeSpan.FromMilliseconds(IioRefreshMilliseconds);
        }

        long? milliseconds = KernelText.ReadNumber(Path.Combine(chip.Path, "update_interval"));
        return TimeSpan.FromMilliseconds(milliseconds > 0 ? milliseconds.Value : HwmonRefreshMilliseconds);
    }
}
