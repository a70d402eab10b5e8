using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt.Engines;
using InferenceBench.Frameworks.TensorRt.Loading;
using InferenceBench.Frameworks.TensorRt.Native;

namespace InferenceBench.Frameworks.TensorRt.Sessions;

/// <summary>What is in effect in a session, for the report.</summary>
internal static class SessionSettings
{
    /// <summary>Describes a prepared session.</summary>
    public static Dictionary<string, string> Describe(OpenRequest request, TensorRtOptions options, BuiltEngine built, TensorRtContext context)
    {
        GpuFacts gpu = TensorRtLibrary.GetGpu(request.Device.Index);
        TensorRtMemory memory = context.Memory;
        bool isOwnFile = EngineFile.Is(request.ModelPath);
        var settings = new Dictionary<string, string>
        {
            ["provider"] = request.Provider,
            ["gpu"] = $"{gpu.Name}, compute capability {gpu.Compute}",
            ["engine"] = built.Origin,
            ["layers"] = built.Engine.LayerCount.ToString(CultureInfo.InvariantCulture),
            ["trtexec"] = string.Join(' ', TrtexecFlags.Of(request, options, built.Engine)),
            ["memory"] = Name(options.Memory),
            ["transfers"] = Transfers(options.Memory, gpu),
            ["copiedBytes"] = string.Create(CultureInfo.InvariantCulture, $"{memory.CopiedToDeviceBytes} to the device, {memory.CopiedToHostBytes} back"),
            ["cudaGraph"] = Graph(options, context.GraphProblem),
            ["wait"] = options.SpinWait ? "spin" : "sleep",
            ["activationMemory"] = ByteSize.ToText(built.Engine.DeviceMemoryBytes),
            ["library"] = $"TensorRT {TensorRtLibrary.Version}, {TensorRtRuntime.Require().Origin}",
            ["cuda"] = TensorRtLibrary.CudaVersions,
        };
        if (!isOwnFile)
        {
            DescribeBuild(settings, request, options, built);
        }

        return settings;
    }

    /// <summary>Whether a run copies.</summary>
    public static string Transfers(MemoryMode memory, GpuFacts gpu)
    {
        return memory switch
        {
            MemoryMode.Device => "outside the timed region: inputs stay on the device, outputs are fetched when they are read",
            MemoryMode.Managed when gpu.IsIntegrated => "none: host and device share memory",
            MemoryMode.Managed => "in the timed region: the driver moves managed memory",
            _ => "in the timed region",
        };
    }

    /// <summary>Whether there is a CUDA graph.</summary>
    public static string Graph(TensorRtOptions options, string problem)
    {
        return !options.CudaGraph ? "false" : problem.Length == 0 ? "captured" : $"refused, runs without: {problem}";
    }

    private static void DescribeBuild(Dictionary<string, string> settings, OpenRequest request, TensorRtOptions options, BuiltEngine built)
    {
        settings["precision"] = request.Precision.ToName();
        settings["tf32"] = options.Tf32 ? "true" : "false";
        settings["builderOptimizationLevel"] = options.OptimisationLevel?.ToString(CultureInfo.InvariantCulture) ?? "TensorRT's own";
        settings["workspace"] = options.WorkspaceBytes is { } bytes ? ByteSize.ToText(bytes) : "TensorRT's own";
        settings["auxStreams"] = options.AuxStreams?.ToString(CultureInfo.InvariantCulture) ?? "TensorRT's own";
        settings["timingCache"] = options.TimingCache ?? "none";
        settings["buildSeconds"] = built.BuildTime.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        if (built.Warnings.Count > 0)
        {
            settings["buildWarnings"] = string.Create(CultureInfo.InvariantCulture, $"{built.Warnings.Count}, the first: {built.Warnings[0]}");
        }
    }

    private static string Name(MemoryMode memory)
    {
        return memory.ToString().ToLowerInvariant();
    }
}
