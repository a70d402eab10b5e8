using System.Diagnostics;
using System.Globalization;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt.Native;
using InferenceBench.Models;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Frameworks.TensorRt.Engines;

/// <summary>Gets the engine of a case: the user's own file, from the cache, or built.</summary>
internal static class EngineSource
{
    /// <summary>Loads the user's own engine file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">The GPU.</param>
    /// <exception cref="InferenceException">It is damaged, or of another TensorRT or GPU: it cannot be built anew from itself.</exception>
    public static BuiltEngine Load(string path, Device device)
    {
        try
        {
            return new BuiltEngine(TensorRtEngine.Load(File.ReadAllBytes(path), device.Index), "the user's file");
        }
        catch (OtherEngineException e)
        {
            GpuFacts gpu = TensorRtLibrary.GetGpu(device.Index);
            throw new InferenceException(
                $"{e.Message} (here: TensorRT {TensorRtLibrary.Version}, {gpu.Name}); build the engine on this machine, or give the ONNX file, from which the suite builds it", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InferenceException($"it cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The engine of a recipe, from the cache where it is there and whole.</summary>
    /// <param name="recipe">What to build.</param>
    /// <exception cref="NotSupportedException">TensorRT does not support an operator or the precision.</exception>
    /// <exception cref="InferenceException">TensorRT refused.</exception>
    public static BuiltEngine GetOrBuild(EngineRecipe recipe)
    {
        if (!recipe.Options.KeepsEngines)
        {
            return Build(recipe, static (_, _) => "the cache is off", null);
        }

        try
        {
            return GetOrBuild(recipe, ModelFileHash.Of(recipe.ModelPath));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Build(recipe, (_, _) => $"there is no cache: {e.Message}", null);
        }
    }

    private static BuiltEngine GetOrBuild(EngineRecipe recipe, string modelHash)
    {
        var cache = new EngineCache(recipe.Options.EngineCache ?? Path.Combine(ModelCache.Folder, "engines"));
        string key = recipe.KeyOf(modelHash);
        string file = cache.FileOf(recipe, key);
        var waiting = Stopwatch.StartNew();
        using EngineLock held = EngineLock.Take(file);
        TimeSpan waited = waiting.Elapsed;
        CachedEngine? kept = EngineCache.TryRead(file, key, out byte[] plan, out string? problem);
        if (kept is not null)
        {
            try
            {
                TensorRtEngine engine = TensorRtEngine.Load(plan, recipe.DeviceIndex);
                return new BuiltEngine(engine, $"from the cache: {file} (built in {Seconds(kept.BuildSeconds)})") { PreparationTime = waited };
            }
            catch (OtherEngineException e)
            {
                problem = $"TensorRT refuses the one in the cache: {e.Message}";
            }
        }

        return Build(recipe, Keep, problem);

        // A calibration may have written its cache, by which the engine is found from then on.
        string? Keep(NativeBlob built, TimeSpan time)
        {
            string final = recipe.KeyOf(modelHash);
            return EngineCache.TryWrite(cache.FileOf(recipe, final), built.Bytes, recipe, final, time);
        }
    }

    private static BuiltEngine Build(EngineRecipe recipe, Func<NativeBlob, TimeSpan, string?> keep, string? whyAnew)
    {
        var whole = Stopwatch.StartNew();
        OnnxModel model = Read(recipe.ModelPath);
        EngineRecipe checkedRecipe = Check(recipe, FilePrecision.Of(model.Proto.Graph));
        IReadOnlyList<InputShapeRange> ranges = ShapeRanges.Resolve(ModelSignature.DeclaredInputs(model), recipe.Inputs, recipe.Options);
        var messages = new BuilderMessages();
        var building = Stopwatch.StartNew();
        using NativeBlob plan = EngineBuilder.Build(checkedRecipe, ranges, messages);
        TimeSpan time = building.Elapsed;
        string? notKept = keep(plan, time);
        string origin = whyAnew is null ? $"built in {Seconds(time.TotalSeconds)}" : $"built anew in {Seconds(time.TotalSeconds)}: {whyAnew}";
        TimeSpan preparation = whole.Elapsed;
        // Loaded from the plan, as from the cache: the same cold start with and without building.
        return new BuiltEngine(Load(plan, recipe.DeviceIndex), notKept is null ? origin : $"{origin}; not kept: {notKept}")
        {
            BuildTime = time,
            PreparationTime = preparation,
            Warnings = messages.Warnings,
        };
    }

    private static TensorRtEngine Load(NativeBlob plan, int deviceIndex)
    {
        try
        {
            return TensorRtEngine.Load(plan.Bytes, deviceIndex);
        }
        catch (OtherEngineException e)
        {
            throw new InferenceException($"TensorRT refuses the engine that it has just built: {e.Message}", e);
        }
    }

    private static OnnxModel Read(string path)
    {
        try
        {
            return OnnxModel.Load(path);
        }
        catch (OnnxModelException e)
        {
            throw new InferenceException(e.Message, e);
        }
    }

    private static EngineRecipe Check(EngineRecipe recipe, Precision own)
    {
        bool canCalibrate = recipe.Options.Calibration is not null || recipe.Options.CalibrationCache is { } cache && File.Exists(cache);
        if (recipe.Precision == Precision.Int8 && own != Precision.Int8 && !canCalibrate)
        {
            throw new NotSupportedException(
                $"int8 takes a file with QuantizeLinear and DequantizeLinear (models quantize FILE --target tensorrt --out F.onnx) or, before TensorRT 11, a calibration: --option {TensorRtDescriptor.Id}.calibration=F.f32");
        }

        if (recipe.Options.StronglyTyped && recipe.Precision != own)
        {
            throw new NotSupportedException(
                $"strongly typed, TensorRT computes in the file's own {own.ToName()}; for {recipe.Precision.ToName()} give a converted file (models convert FILE --precision {recipe.Precision.ToName()} --out F.onnx)");
        }

        return recipe with { Calibrates = recipe.Precision == Precision.Int8 && own != Precision.Int8 };
    }

    private static string Seconds(double seconds)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");
    }
}
