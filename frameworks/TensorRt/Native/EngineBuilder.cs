using System.Runtime.InteropServices;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt.Engines;

namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary>Builds a plan from an ONNX file.</summary>
internal static unsafe class EngineBuilder
{
    private const int Unset = -1;

    /// <summary>Builds; minutes for a big network.</summary>
    /// <param name="recipe">What to build.</param>
    /// <param name="ranges">Ranges of the inputs that are dynamic.</param>
    /// <param name="messages">Gets what the builder warns of.</param>
    /// <exception cref="NotSupportedException">TensorRT does not support an operator or the precision.</exception>
    /// <exception cref="InferenceException">TensorRT refused.</exception>
    public static NativeBlob Build(EngineRecipe recipe, IReadOnlyList<InputShapeRange> ranges, BuilderMessages messages)
    {
        using CalibrationSamples? samples = recipe.Options.Calibration is { } path && recipe.Calibrates ? new CalibrationSamples(path) : null;
        using NativeArguments arguments = new();
        var samplesHandle = GCHandle.Alloc(samples);
        var messagesHandle = GCHandle.Alloc(messages);
        try
        {
            TensorRtBuildOptions options = Describe(recipe, ranges, arguments);
            options.NextBatch = samples is null ? null : &BuildCallbacks.NextBatch;
            options.NextBatchState = (void*)GCHandle.ToIntPtr(samplesHandle);
            options.Log = &BuildCallbacks.Log;
            options.LogState = (void*)GCHandle.ToIntPtr(messagesHandle);
            TensorRtBlob plan = default;
            TensorRtStatus status = TensorRtMethods.infb_trt_build(&options, &plan);
            ThrowIfCalibrationFailed(samples);
            TensorRtErrors.ThrowIfError(status, nameof(TensorRtMethods.infb_trt_build));
            return new NativeBlob(plan);
        }
        finally
        {
            messagesHandle.Free();
            samplesHandle.Free();
        }
    }

    private static void ThrowIfCalibrationFailed(CalibrationSamples? samples)
    {
        if (samples?.Problem is { } problem)
        {
            throw new InferenceException($"INT8 calibration failed: {problem}");
        }
    }

    private static TensorRtBuildOptions Describe(EngineRecipe recipe, IReadOnlyList<InputShapeRange> ranges, NativeArguments arguments)
    {
        TensorRtOptions options = recipe.Options;
        return new TensorRtBuildOptions
        {
            OnnxPath = arguments.Text(recipe.ModelPath),
            DeviceIndex = recipe.DeviceIndex,
            Tf32 = Number(options.Tf32),
            Fp16 = Number(recipe.Precision == Precision.Fp16),
            Bf16 = Number(recipe.Precision == Precision.Bf16),
            Int8 = Number(recipe.Precision == Precision.Int8),
            StronglyTyped = Number(options.StronglyTyped),
            OptimisationLevel = options.OptimisationLevel ?? Unset,
            WorkspaceBytes = options.WorkspaceBytes ?? Unset,
            TimingCachePath = arguments.Text(options.TimingCache),
            VersionCompatible = Number(options.VersionCompatible),
            Hardware = (int)options.Hardware,
            DetailedProfiling = Number(options.ExportProfile is not null),
            AuxiliaryStreams = options.AuxStreams ?? Unset,
            Ranges = Ranges(ranges, arguments),
            RangeCount = ranges.Count,
            Calibration = Number(recipe.Calibrates),
            CalibrationCachePath = arguments.Text(recipe.Calibrates ? options.CalibrationCache : null),
        };
    }

    private static TensorRtRange* Ranges(IReadOnlyList<InputShapeRange> ranges, NativeArguments arguments)
    {
        TensorRtRange* natives = arguments.Array<TensorRtRange>(ranges.Count);
        for (int i = 0; i < ranges.Count; i++)
        {
            natives[i] = default;
            natives[i].Name = arguments.Text(ranges[i].Name);
            natives[i].Rank = ranges[i].Opt.Count;
            for (int d = 0; d < ranges[i].Opt.Count; d++)
            {
                natives[i].Min[d] = ranges[i].Min[d];
                natives[i].Opt[d] = ranges[i].Opt[d];
                natives[i].Max[d] = ranges[i].Max[d];
            }
        }

        return natives;
    }

    private static int Number(bool isOn)
    {
        return isOn ? 1 : 0;
    }
}
