namespace InferenceBench.Reporting.Machine;

/// <summary>Names of Arm cores by the implementer and part numbers of <c>/proc/cpuinfo</c> (the MIDR register), as in util-linux's <c>lscpu-arm.c</c>.</summary>
internal static class ArmCores
{
    private static readonly Dictionary<(string Implementer, string Part), string> s_names = new()
    {
        [("0x41", "0xd03")] = "Cortex-A53",
        [("0x41", "0xd05")] = "Cortex-A55",
        [("0x41", "0xd07")] = "Cortex-A57",
        [("0x41", "0xd08")] = "Cortex-A72",
        [("0x41", "0xd0b")] = "Cortex-A76",
        [("0x41", "0xd0c")] = "Neoverse-N1",
        [("0x41", "0xd40")] = "Neoverse-V1",
        [("0x41", "0xd41")] = "Cortex-A78",
        [("0x41", "0xd42")] = "Cortex-A78AE",
        [("0x41", "0xd49")] = "Neoverse-N2",
        [("0x41", "0xd4f")] = "Neoverse-V2",
        [("0x41", "0xd83")] = "Neoverse-V3AE",
        [("0x41", "0xd84")] = "Neoverse-V3",
        [("0x41", "0xd8e")] = "Neoverse-N3",
        [("0x4e", "0x000")] = "NVIDIA Denver",
        [("0x4e", "0x003")] = "NVIDIA Denver 2",
        [("0x4e", "0x004")] = "NVIDIA Carmel",
        [("0xc0", "0xac3")] = "Ampere-1",
        [("0xc0", "0xac4")] = "Ampere-1a",
    };

    /// <summary>The core's name; null when the numbers are missing or not in the table.</summary>
    public static string? Find(string? implementer, string? part)
    {
        return implementer is null || part is null
            ? null
            : s_names.GetValueOrDefault((implementer.ToLowerInvariant(), part.ToLowerInvariant()));
    }
}
