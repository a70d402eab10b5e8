using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using InferenceBench.Contracts;
using InferenceBench.Frameworks.TensorRt.Native;

namespace InferenceBench.Frameworks.TensorRt.Engines;

/// <summary>Everything that determines an engine.</summary>
/// <param name="ModelPath">Absolute path of the ONNX file.</param>
/// <param name="Inputs">Its inputs with the shapes of this case.</param>
/// <param name="Precision">What it is to compute in.</param>
/// <param name="DeviceIndex">CUDA ordinal of the GPU that it is built on.</param>
/// <param name="Gpu">That GPU.</param>
/// <param name="TensorRtVersion">The TensorRT that builds it.</param>
/// <param name="Options">The user's options.</param>
internal sealed record EngineRecipe(
    string ModelPath, IReadOnlyList<TensorSpec> Inputs, Precision Precision, int DeviceIndex, GpuFacts Gpu, string TensorRtVersion, TensorRtOptions Options)
{
    /// <summary>Whether INT8 scales come from a calibration and not from the file's own Q/DQ.</summary>
    public bool Calibrates { get; init; }

    /// <summary>A hash of all of it, as hexadecimal digits. What only a session depends on (memory mode, CUDA graph, waiting) is not in it, nor where the GPU is plugged in.</summary>
    /// <param name="modelHash">Hash of the model's content, external data included.</param>
    /// <exception cref="IOException">A calibration file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same for want of permission.</exception>
    public string KeyOf(string modelHash)
    {
        string text = string.Create(CultureInfo.InvariantCulture,
            $"""
            model={modelHash}
            gpu={Gpu.Name} {Gpu.Compute}
            tensorrt={TensorRtVersion}
            precision={Precision.ToName()}
            tf32={Options.Tf32}
            level={Options.OptimisationLevel}
            workspace={Options.WorkspaceBytes}
            timing-cache={Options.TimingCache}
            version-compatible={Options.VersionCompatible}
            hardware={Options.Hardware}
            strongly-typed={Options.StronglyTyped}
            aux-streams={Options.AuxStreams}
            detailed={Options.ExportProfile is not null}
            calibration={(Precision == Precision.Int8 ? CalibrationKey() : "")}
            inputs={string.Join(';', Inputs.Select(ShapesOf))}
            """);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    // Where all three shapes are given the engine serves every shape between them; else it is for the shape of this case.
    private string ShapesOf(TensorSpec input)
    {
        string?[] given = [.. new[] { Options.MinShapes, Options.OptShapes, Options.MaxShapes }
            .Select(shapes => shapes.TryGetValue(input.Name, out long[]? shape) ? ShapeTexts.ToText(shape) : null)];
        string own = given.Contains(null) ? ShapeTexts.ToText(input.Shape) : "";
        return $"{input.Name}:{own}:{string.Join(':', given)}";
    }

    // A cache that is there is read instead of calibrating.
    private string CalibrationKey()
    {
        string? file = Options.CalibrationCache is { } cache && File.Exists(cache) ? cache : Options.Calibration;
        if (file is null)
        {
            return "";
        }

        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
