using System.Text.Json;
using System.Text.Json.Serialization;
using InferenceBench.Reporting.Machine;

namespace InferenceBench.Reporting.Schema;

/// <summary>The machine in <c>report.json</c>. Null: could not be read.</summary>
public sealed record MachineReport
{
    /// <summary>Short name, the machine's folder in <c>results/</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Processor model and the number of processors that the run may use.</summary>
    public string? Cpu { get; init; }

    /// <summary>GPU names in CUDA order; empty without a GPU.</summary>
    public IReadOnlyList<string> Gpus { get; init => field = value ?? []; } = [];

    /// <summary>Memory in bytes: physical, or the cgroup's limit when lower.</summary>
    [JsonPropertyName("memory")]
    public long? MemoryBytes { get; init; }

    /// <summary>Operating system: name and version.</summary>
    public string? Os { get; init; }

    /// <summary>Kernel release.</summary>
    public string? Kernel { get; init; }

    /// <summary>NVIDIA driver version.</summary>
    public string? Driver { get; init; }

    /// <summary>CUDA version.</summary>
    public string? Cuda { get; init; }

    /// <summary>Engine version by framework id.</summary>
    public IReadOnlyDictionary<string, string> Frameworks { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>Why a framework of the suite does not run there, by its id: not built, or its engine does not load. Those that were not asked about are left out.</summary>
    public IReadOnlyDictionary<string, string> MissingFrameworks { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>Fields that this version does not know; kept when the report is written again.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The machine as a report shows it.</summary>
    /// <param name="machine">The machine.</param>
    public static MachineReport Of(MachineDescription machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return new MachineReport
        {
            Name = machine.Name,
            Cpu = machine.Cpu,
            Gpus = machine.Gpus,
            MemoryBytes = machine.MemoryBytes,
            Os = machine.Os,
            Kernel = machine.Kernel,
            Driver = machine.Driver,
            Cuda = machine.Cuda,
            Frameworks = machine.Frameworks,
            MissingFrameworks = machine.MissingFrameworks,
        };
    }
}
