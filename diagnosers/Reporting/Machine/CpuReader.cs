using System.Globalization;

namespace InferenceBench.Reporting.Machine;

/// <summary>The processor's model and how many processors this process may use.</summary>
internal static class CpuReader
{
    private const string CpuInfo = "proc/cpuinfo";

    /// <summary>The model; null when nothing names it.</summary>
    public static string? ReadModel(RootFiles files)
    {
        string? name = files.ReadField(CpuInfo, "model name");
        if (IsSpecific(name))
        {
            return name;
        }

        string? implementer = files.ReadField(CpuInfo, "CPU implementer");
        string? part = files.ReadField(CpuInfo, "CPU part");
        return ArmCores.Find(implementer, part)
            ?? files.ReadTrimmed("proc/device-tree/model")
            ?? (implementer is null || part is null ? null : $"Arm implementer {implementer} part {part}");
    }

    /// <summary>Model and processor count; null without a model.</summary>
    public static string? Describe(string? model)
    {
        // .NET counts what affinity and the cgroup's quota leave to this process, which is what an engine's threads get.
        int count = Environment.ProcessorCount;
        return model is null
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{model}, {count} {(count == 1 ? "processor" : "processors")}");
    }

    // Arm kernels say "ARMv8 Processor rev 1 (v8l)" for every core there is, and some sandboxes "unknown".
    private static bool IsSpecific(string? name)
    {
        return name is not null
            && !name.StartsWith("ARMv", StringComparison.OrdinalIgnoreCase)
            && !name.Equals("unknown", StringComparison.OrdinalIgnoreCase);
    }
}
