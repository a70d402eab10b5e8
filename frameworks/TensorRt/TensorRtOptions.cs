using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt;

/// <summary>The user's <c>--option tensorrt.KEY=VALUE</c>; names are trtexec's where it has them.</summary>
internal sealed record TensorRtOptions
{
    private const string LevelKey = "builder-optimization-level";
    private const string WorkspaceKey = "workspace";
    private const string Tf32Key = "tf32";
    private const string TimingCacheKey = "timing-cache";
    private const string VersionCompatibleKey = "version-compatible";
    private const string HardwareKey = "hardware-compatibility";
    private const string StronglyTypedKey = "strongly-typed";
    private const string MinShapesKey = "min-shapes";
    private const string OptShapesKey = "opt-shapes";
    private const string MaxShapesKey = "max-shapes";
    private const string CalibrationKey = "calibration";
    private const string CalibrationCacheKey = "calibration-cache";
    private const string MemoryKey = "memory";
    private const string CudaGraphKey = "cuda-graph";
    private const string SpinWaitKey = "spin-wait";
    private const string AuxStreamsKey = "aux-streams";
    private const string EngineCacheKey = "engine-cache";
    private const string ProfileKey = "profile";
    private const string ExportProfileKey = "export-profile";

    private static readonly string[] s_keys =
    [
        LevelKey, WorkspaceKey, Tf32Key, TimingCacheKey, VersionCompatibleKey, HardwareKey, StronglyTypedKey, MinShapesKey, OptShapesKey, MaxShapesKey,
        CalibrationKey, CalibrationCacheKey, MemoryKey, CudaGraphKey, SpinWaitKey, AuxStreamsKey, EngineCacheKey, ProfileKey, ExportProfileKey,
    ];

    /// <summary>The builder's optimisation level, 0 to 5; null leaves TensorRT's own (3).</summary>
    public int? OptimisationLevel { get; init; }

    /// <summary>Memory that the builder's choices may use while the engine runs, in bytes; null leaves TensorRT's own.</summary>
    public long? WorkspaceBytes { get; init; }

    /// <summary>Whether fp32 may be computed as TF32; fp32 means fp32 in this suite.</summary>
    public bool Tf32 { get; init; }

    /// <summary>Absolute path of the file of measured kernels that builds share; null for none.</summary>
    public string? TimingCache { get; init; }

    /// <summary>Whether the engine is to run with later TensorRTs of the same major version.</summary>
    public bool VersionCompatible { get; init; }

    /// <summary>The GPUs on which the engine is to run.</summary>
    public HardwareCompatibility Hardware { get; init; }

    /// <summary>Whether types are those of the file and nothing else.</summary>
    public bool StronglyTyped { get; init; }

    /// <summary>Least shapes of dynamic inputs, by name.</summary>
    public IReadOnlyDictionary<string, long[]> MinShapes { get; init; } = new Dictionary<string, long[]>();

    /// <summary>Shapes that dynamic inputs are optimised for, by name.</summary>
    public IReadOnlyDictionary<string, long[]> OptShapes { get; init; } = new Dictionary<string, long[]>();

    /// <summary>Greatest shapes of dynamic inputs, by name.</summary>
    public IReadOnlyDictionary<string, long[]> MaxShapes { get; init; } = new Dictionary<string, long[]>();

    /// <summary>Absolute path of raw float32 samples for INT8 calibration; null for none.</summary>
    public string? Calibration { get; init; }

    /// <summary>Absolute path of the calibration's result, read instead of calibrating when it is there; null for none.</summary>
    public string? CalibrationCache { get; init; }

    /// <summary>Where inputs and outputs are.</summary>
    public MemoryMode Memory { get; init; } = MemoryMode.Pinned;

    /// <summary>Whether a run is captured as a CUDA graph and replayed.</summary>
    public bool CudaGraph { get; init; }

    /// <summary>Whether the host spins while it waits for the device.</summary>
    public bool SpinWait { get; init; } = true;

    /// <summary>Streams beside the main one at most; null leaves TensorRT's own.</summary>
    public int? AuxStreams { get; init; }

    /// <summary>Absolute path of the folder in which built engines are kept; null for the suite's cache.</summary>
    public string? EngineCache { get; init; }

    /// <summary>Whether built engines are kept at all.</summary>
    public bool KeepsEngines { get; init; } = true;

    /// <summary>Runs of the per-layer profile.</summary>
    public int ProfileRuns { get; init; } = 100;

    /// <summary>Absolute path of the folder that gets the per-layer profile and the engine's description; null for neither.</summary>
    public string? ExportProfile { get; init; }

    /// <summary>Reads the options.</summary>
    /// <exception cref="InferenceException">A key or a value is not known; the message lists those that are.</exception>
    public static TensorRtOptions Parse(IReadOnlyDictionary<string, string> options)
    {
        var reader = new OptionReader(TensorRtDescriptor.Id, options, s_keys);
        bool keepsEngines = !string.Equals(reader.Text(EngineCacheKey), "off", StringComparison.OrdinalIgnoreCase);
        return new TensorRtOptions
        {
            OptimisationLevel = reader.Number(LevelKey, 0, 5),
            WorkspaceBytes = Workspace(reader.Text(WorkspaceKey)),
            Tf32 = reader.Switch(Tf32Key, false),
            TimingCache = FullPath(reader.Text(TimingCacheKey)),
            VersionCompatible = reader.Switch(VersionCompatibleKey, false),
            Hardware = (HardwareCompatibility)reader.Choice(HardwareKey, 0, "none", "ampere-plus", "same-compute-capability"),
            StronglyTyped = reader.Switch(StronglyTypedKey, false),
            MinShapes = ShapeTexts.Parse(MinShapesKey, reader.Text(MinShapesKey)),
            OptShapes = ShapeTexts.Parse(OptShapesKey, reader.Text(OptShapesKey)),
            MaxShapes = ShapeTexts.Parse(MaxShapesKey, reader.Text(MaxShapesKey)),
            Calibration = ExistingFile(CalibrationKey, FullPath(reader.Text(CalibrationKey))),
            CalibrationCache = FullPath(reader.Text(CalibrationCacheKey)),
            Memory = (MemoryMode)reader.Choice(MemoryKey, (int)MemoryMode.Pinned, "pageable", "pinned", "managed", "device"),
            CudaGraph = reader.Switch(CudaGraphKey, false),
            SpinWait = reader.Switch(SpinWaitKey, true),
            AuxStreams = reader.Number(AuxStreamsKey, 0, 64),
            EngineCache = keepsEngines ? FullPath(reader.Text(EngineCacheKey)) : null,
            KeepsEngines = keepsEngines,
            ProfileRuns = reader.Number(ProfileKey, 1, 1_000_000) ?? 100,
            ExportProfile = FullPath(reader.Text(ExportProfileKey)),
        };
    }

    private static long? Workspace(string? text)
    {
        return text is null ? null
            : ByteSize.Parse(text) ?? throw new InferenceException($"{TensorRtDescriptor.Id}.{WorkspaceKey}={text} is no size: write MiB, or a unit as in 2GiB");
    }

    private static string? FullPath(string? path)
    {
        return path is null ? null : Path.GetFullPath(path);
    }

    private static string? ExistingFile(string key, string? path)
    {
        return path is null || File.Exists(path) ? path : throw new InferenceException($"{TensorRtDescriptor.Id}.{key}={path}: no such file");
    }
}
