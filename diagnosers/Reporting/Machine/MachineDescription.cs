namespace InferenceBench.Reporting.Machine;

/// <summary>The machine that a run measured, as <c>report.json</c> and <c>doctor</c> show it. Null: could not be read.</summary>
/// <param name="Name">Short name for folders: GPU or CPU model and host name, in lower-case letters, digits and dashes.</param>
/// <param name="Cpu">Processor model and the number of processors this process may use.</param>
/// <param name="Gpus">GPU names in CUDA order; empty without a GPU.</param>
/// <param name="MemoryBytes">Physical memory in bytes, or the cgroup's limit when lower.</param>
/// <param name="Os">Operating system: name and version.</param>
/// <param name="Kernel">Kernel release.</param>
/// <param name="Driver">NVIDIA driver version.</param>
/// <param name="Cuda">CUDA version.</param>
/// <param name="Frameworks">Engine version by framework id.</param>
public sealed record MachineDescription(
    string Name,
    string? Cpu,
    IReadOnlyList<string> Gpus,
    long? MemoryBytes,
    string? Os,
    string? Kernel,
    string? Driver,
    string? Cuda,
    IReadOnlyDictionary<string, string> Frameworks)
{
    /// <summary>Reads this machine from <c>/proc</c>, <c>/sys</c> and the device tree; loads no native library and starts no process.</summary>
    /// <param name="frameworks">Engine version by framework id, from the probes.</param>
    /// <param name="root">Folder that stands for <c>/</c> (containers, tests).</param>
    public static MachineDescription Read(IReadOnlyDictionary<string, string> frameworks, string root = "/")
    {
        throw new NotImplementedException();
    }
}
