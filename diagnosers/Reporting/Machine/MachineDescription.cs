namespace InferenceBench.Reporting.Machine;

/// <summary>The machine that a run measured, as <c>report.json</c> and <c>doctor</c> show it. Null: could not be read.</summary>
/// <param name="Name">
/// Short name of the machine's type for folders: the model of the first GPU, else of the Jetson, else of the processor, as at most
/// 40 lower-case letters, digits and dashes; <c>unknown</c> when none can be read. No host name: machines of one type share a folder so
/// that their results compare, and containers have random host names.
/// </param>
/// <param name="Cpu">Processor model and the number of processors this process may use: <c>AMD EPYC 7763 64-Core Processor, 8 processors</c>.</param>
/// <param name="Gpus">NVIDIA GPU models in PCI bus order, or the Jetson's model; empty without a GPU.</param>
/// <param name="MemoryBytes">Physical memory in bytes, or the cgroup's limit when lower.</param>
/// <param name="Os">Operating system: name and version.</param>
/// <param name="Kernel">Kernel release.</param>
/// <param name="Driver">NVIDIA driver version; <c>L4T x.y.z</c> on a Jetson whose driver tells no version.</param>
/// <param name="Cuda">Version of the CUDA toolkit or runtime that is installed; an engine may bring its own.</param>
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
    /// <summary>Why a framework of the suite does not run on this machine, by its id.</summary>
    public IReadOnlyDictionary<string, string> MissingFrameworks { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Reads this machine from <c>/proc</c>, <c>/sys</c>, <c>/etc</c> and the device tree; loads no native library and starts no process.
    /// A file that is missing, unreadable or malformed makes its value null and is never an exception.
    /// </summary>
    /// <param name="frameworks">Engine version by framework id, from the probes.</param>
    /// <param name="root">Folder that stands for <c>/</c> (containers, tests); the number of processors is always this process's own.</param>
    public static MachineDescription Read(IReadOnlyDictionary<string, string> frameworks, string root = "/")
    {
        RootFiles files = new(root);
        string? cpuModel = CpuReader.ReadModel(files);
        IReadOnlyList<string> gpus = GpuReader.ReadModels(files);
        return new MachineDescription(
            MachineName.From(gpus.Count > 0 ? gpus[0] : cpuModel),
            CpuReader.Describe(cpuModel),
            gpus,
            MemoryReader.ReadBytes(files),
            OperatingSystemReader.ReadName(files),
            files.ReadTrimmed("proc/sys/kernel/osrelease"),
            GpuReader.ReadDriver(files),
            CudaReader.ReadVersion(files),
            frameworks);
    }
}
