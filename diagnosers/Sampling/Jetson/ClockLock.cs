namespace InferenceBench.Sampling.Jetson;

/// <summary>Whether clocks are locked, as the kernel's files say: the same that <c>jetson_clocks --show</c> reads.</summary>
internal static class ClockLock
{
    /// <summary>Whether processors, GPU and memory are locked; null when one of them cannot be read and none is free.</summary>
    /// <param name="files">The files.</param>
    public static bool? Read(BoardFiles files)
    {
        return ClocksText.AllOf(ReadCpus(files), ReadGpus(files), ReadMemory(files));
    }

    private static bool? ReadCpus(BoardFiles files)
    {
        // Beside cpu0, cpu1 … there are cpufreq and cpuidle; a core that is off has no clock.
        IEnumerable<string> online = files.List("sys/devices/system/cpu", "cpu*")
            .Where(cpu => char.IsAsciiDigit(cpu[^1]) && files.ReadNumber(cpu + "/online") != 0);
        return AreFixed(files, online.Select(static cpu => cpu + "/cpufreq"), "scaling_min_freq", "scaling_max_freq");
    }

    // Named by address and chip (17000000.ga10b, 57000000.gpu), on Thor by cluster (gpu-gpc-0).
    private static bool? ReadGpus(BoardFiles files)
    {
        string[] chips = ["*.gpu", "*.gm20b", "*.gp10b", "*.gv11b", "*.ga10b", "gpu-gpc-*"];
        return AreFixed(files, chips.SelectMany(chip => files.List("sys/class/devfreq", chip)), "min_freq", "max_freq");
    }

    // Readable by root alone. The second is that of Nano and TX1.
    private static bool? ReadMemory(BoardFiles files)
    {
        return (files.ReadNumber("sys/kernel/debug/bpmp/debug/clk/emc/mrq_rate_locked") ?? files.ReadNumber("sys/kernel/debug/clk/override.emc/clk_state")) switch
        {
            null => null,
            0 => false,
            _ => true,
        };
    }

    private static bool? AreFixed(BoardFiles files, IEnumerable<string> folders, string least, string greatest)
    {
        bool?[] parts = [.. folders.Select(folder => files.ReadNumber($"{folder}/{least}") is { } low && files.ReadNumber($"{folder}/{greatest}") is { } high ? low == high : (bool?)null)];
        return parts.Contains(false) ? false : parts.Length == 0 || parts.Contains(null) ? null : true;
    }
}
