using System.Text.RegularExpressions;

namespace InferenceBench.Reporting.Machine;

/// <summary>NVIDIA GPUs and their driver, from what the kernel driver publishes; asks no library, so that a broken one does no harm.</summary>
internal static partial class GpuReader
{
    private const string Gpus = "proc/driver/nvidia/gpus";

    /// <summary>Models in PCI bus order; on a Jetson the board's model; empty without a GPU.</summary>
    public static IReadOnlyList<string> ReadModels(RootFiles files)
    {
        List<string> models = [];
        foreach (string busId in files.List(Gpus, "*"))
        {
            string? model = files.ReadField($"{Gpus}/{busId}/information", "Model");
            if (model is not null)
            {
                models.Add(model);
            }
        }

        if (models.Count == 0 && IsTegra(files) && files.ReadTrimmed("proc/device-tree/model") is { } board)
        {
            models.Add(board);
        }

        return models;
    }

    /// <summary>Driver version, or Jetson Linux's release; null when neither is told.</summary>
    public static string? ReadDriver(RootFiles files)
    {
        string? line = files.ReadField("proc/driver/nvidia/version", "NVRM version");
        Match version = DriverVersion().Match(line ?? "");
        if (version.Success)
        {
            return version.Value;
        }

        Match release = TegraRelease().Match(files.ReadTrimmed("etc/nv_tegra_release") ?? "");
        return release.Success ? $"L4T {release.Groups["major"].Value}.{release.Groups["revision"].Value}" : null;
    }

    // The model alone is not enough: a TX2 with JetPack 4 calls itself "quill".
    private static bool IsTegra(RootFiles files)
    {
        return (files.ReadTrimmed("proc/device-tree/compatible") ?? "").Contains("nvidia,tegra", StringComparison.Ordinal)
            || (files.ReadTrimmed("proc/device-tree/model") ?? "").Contains("Jetson", StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"\b\d+\.\d+(\.\d+)*\b")]
    private static partial Regex DriverVersion();

    [GeneratedRegex(@"R(?<major>\d+) \(release\), REVISION: (?<revision>\d+(\.\d+)*)")]
    private static partial Regex TegraRelease();
}
