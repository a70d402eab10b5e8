using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt.Engines;
using InferenceBench.Frameworks.TensorRt.Native;

namespace InferenceBench.Frameworks.TensorRt.Sessions;

/// <summary>The command line with which trtexec does the same, every setting written out: its own defaults have changed from release to release.</summary>
internal static class TrtexecFlags
{
    /// <summary>The flags of a case.</summary>
    /// <param name="request">The case.</param>
    /// <param name="options">The user's options.</param>
    /// <param name="engine">The engine, for the shapes of its dynamic inputs.</param>
    public static IEnumerable<string> Of(OpenRequest request, TensorRtOptions options, TensorRtEngine engine)
    {
        EngineTensor[] dynamic = [.. engine.Tensors.Where(static tensor => tensor.IsInput && !tensor.Spec.IsConcrete)];
        InputShapeRange[] ranges = [.. dynamic.Select(static tensor => new InputShapeRange(tensor.Spec.Name, tensor.Shapes.Least, tensor.Shapes.Usual, tensor.Shapes.Greatest))];
        TensorSpec[] shapes = [.. EngineInputs.Match(engine, request.Inputs).Where(input => dynamic.Any(tensor => tensor.Spec.Name == input.Name))];
        return
        [
            "trtexec",
            .. EngineFile.Is(request.ModelPath) ? [$"--loadEngine={request.ModelPath}"] : BuildFlags(request, options, ranges),
            .. shapes.Length > 0 ? new[] { $"--shapes={string.Join(',', shapes.Select(static input => $"{input.Name}:{ShapeTexts.ToText(input.Shape)}"))}" } : [],
            .. RunFlags(request, options),
        ];
    }

    /// <summary>The flags of the builder.</summary>
    internal static IEnumerable<string> BuildFlags(OpenRequest request, TensorRtOptions options, IReadOnlyList<InputShapeRange> ranges)
    {
        string?[] flags =
        [
            $"--onnx={request.ModelPath}",
            request.Precision == Precision.Fp32 || options.StronglyTyped ? null : $"--{request.Precision.ToName()}",
            options.Tf32 ? null : "--noTF32",
            options.StronglyTyped ? "--stronglyTyped" : null,
            Number("--builderOptimizationLevel", options.OptimisationLevel),
            options.WorkspaceBytes is { } workspace ? string.Create(CultureInfo.InvariantCulture, $"--memPoolSize=workspace:{workspace}B") : null,
            Text("--timingCacheFile", options.TimingCache),
            options.VersionCompatible ? "--versionCompatible" : null,
            options.Hardware switch
            {
                HardwareCompatibility.AmperePlus => "--hardwareCompatibilityLevel=ampere+",
                HardwareCompatibility.SameComputeCapability => "--hardwareCompatibilityLevel=sameComputeCapability",
                _ => null,
            },
            Number("--maxAuxStreams", options.AuxStreams),
            request.Precision == Precision.Int8 ? Text("--calib", options.CalibrationCache) : null,
            options.ExportProfile is null ? null : "--profilingVerbosity=detailed",
            Shapes("--minShapes", ranges, static range => range.Min),
            Shapes("--optShapes", ranges, static range => range.Opt),
            Shapes("--maxShapes", ranges, static range => range.Max),
        ];
        return flags.OfType<string>();
    }

    private static IEnumerable<string> RunFlags(OpenRequest request, TensorRtOptions options)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"--device={request.Device.Index}");
        yield return options.CudaGraph ? "--useCudaGraph" : "--noCudaGraph";
        yield return options.SpinWait ? "--useSpinWait" : "--noSpinWait";
        yield return options.Memory == MemoryMode.Device ? "--noDataTransfers" : "--includeDataTransfers";
        if (options.Memory == MemoryMode.Managed)
        {
            yield return "--useManagedMemory";
        }
    }

    private static string? Number(string flag, int? value)
    {
        return value is null ? null : string.Create(CultureInfo.InvariantCulture, $"{flag}={value}");
    }

    private static string? Text(string flag, string? value)
    {
        return value is null ? null : $"{flag}={value}";
    }

    private static string? Shapes(string flag, IReadOnlyList<InputShapeRange> ranges, Func<InputShapeRange, IReadOnlyList<long>> shape)
    {
        return ranges.Count == 0 ? null : $"{flag}={string.Join(',', ranges.Select(range => $"{range.Name}:{ShapeTexts.ToText(shape(range))}"))}";
    }
}
