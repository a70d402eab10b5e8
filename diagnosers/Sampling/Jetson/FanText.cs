using System.Globalization;

namespace InferenceBench.Sampling.Jetson;

/// <summary>The fan of a board, for people.</summary>
internal static class FanText
{
    /// <summary>Its profile, its PWM and its speed, as far as they are known; null when nothing is.</summary>
    /// <param name="files">The board's files.</param>
    /// <param name="profile">Its profile; null when it is not known.</param>
    public static string? Read(BoardFiles files, string? profile)
    {
        // JetPack 4; since 5 a sensor of the kernel.
        long?[] pwms = [files.ReadNumber("sys/devices/pwm-fan/cur_pwm") ?? files.ReadNumber("sys/devices/pwm-fan/target_pwm"), .. ReadAll(files, "pwmfan", "pwm1")];
        long?[] speeds = [files.ReadNumber("sys/devices/generic_pwm_tachometer/rpm"), .. ReadAll(files, "pwm_tach", "rpm", "fan1_input"), .. ReadAll(files, "pwmfan", "fan1_input")];
        string[] parts =
        [
            .. profile is null ? Array.Empty<string>() : [profile],
            .. pwms.OfType<long>().Select(static pwm => string.Create(CultureInfo.InvariantCulture, $"PWM {pwm} of 255")),
            .. speeds.OfType<long>().Select(static rpm => string.Create(CultureInfo.InvariantCulture, $"{rpm} rpm")),
        ];
        return parts.Length == 0 ? null : string.Join(", ", parts);
    }

    private static IEnumerable<long?> ReadAll(BoardFiles files, string sensor, params IReadOnlyList<string> names)
    {
        return BoardReader.Hwmons(files, sensor).Select(folder => names.Select(name => files.ReadNumber($"{folder}/{name}")).FirstOrDefault(static value => value is not null));
    }
}
