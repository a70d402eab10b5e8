using System.Globalization;

namespace InferenceBench.Diagnosers.Power;

/// <summary>NVML's clocks event reasons as words: the names of <c>nvmlClocksThrottleReason…</c> in nvml.h.</summary>
internal static class ThrottleReasons
{
    private static readonly (ulong Bit, string Word)[] s_words =
    [
        (0x1, "gpu_idle"),
        (0x2, "applications_clocks"),
        (0x4, "sw_power_cap"),
        (0x8, "hw_slowdown"),
        (0x10, "sync_boost"),
        (0x20, "sw_thermal"),
        (0x40, "hw_thermal"),
        (0x80, "hw_power_brake"),
        (0x100, "display_clocks"),
    ];

    /// <summary>The words of a bit mask; a bit without a name is written in hexadecimal.</summary>
    /// <param name="mask">The mask.</param>
    public static IReadOnlyList<string> Of(ulong mask)
    {
        ulong named = s_words.Aggregate(0UL, static (all, word) => all | word.Bit);
        IEnumerable<string> words = s_words.Where(word => (mask & word.Bit) != 0).Select(static word => word.Word);
        ulong rest = mask & ~named;
        return [.. words, .. rest == 0 ? Array.Empty<string>() : [string.Create(CultureInfo.InvariantCulture, $"0x{rest:x}")]];
    }
}
