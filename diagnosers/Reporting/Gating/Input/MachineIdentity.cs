using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Gating.Input;

/// <summary>What has to be the same for two runs to be of one machine in one state.</summary>
/// <param name="Name">The machine's folder.</param>
/// <param name="Cpu">Processor model and number; "" when unknown.</param>
/// <param name="Gpus">GPU names in CUDA order, joined; "" without one.</param>
/// <param name="PowerMode">Power mode, id and name; "" where there is none.</param>
internal sealed record MachineIdentity(string Name, string Cpu, string Gpus, string PowerMode)
{
    /// <summary>The identity of a run's machine.</summary>
    /// <param name="report">The run.</param>
    public static MachineIdentity Of(RunReport report)
    {
        return new MachineIdentity(
            Text(report.Machine.Name),
            Text(report.Machine.Cpu),
            string.Join(", ", report.Machine.Gpus.Select(Text)),
            Text(report.Run.PowerMode));
    }

    /// <summary>For people: name, processor, GPUs and power mode, as far as they are known.</summary>
    public override string ToString()
    {
        string[] parts = [Cpu, Gpus, PowerMode.Length > 0 ? $"power mode {PowerMode}" : ""];
        string details = string.Join("; ", parts.Where(static part => part.Length > 0));
        return details.Length > 0 ? $"{Name} ({details})" : Name;
    }

    private static string Text(string? text)
    {
        return OneLine.Of(text) ?? "";
    }
}
