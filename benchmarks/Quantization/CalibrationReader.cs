using System.Globalization;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Quantization;

/// <summary>Finds the samples that a calibration runs on.</summary>
internal static class CalibrationReader
{
    /// <summary>Reads what <c>--calibration</c> names.</summary>
    /// <param name="order">What the user asked for.</param>
    /// <param name="model">The model.</param>
    /// <param name="inputs">Its inputs with concrete shapes.</param>
    /// <param name="workDirectory">Existing folder for converted samples.</param>
    /// <exception cref="UsageException">There are no samples, or they do not fit the model.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static CalibrationSamples Read(QuantizationOrder order, OnnxModel model, IReadOnlyList<TensorSpec> inputs, string workDirectory)
    {
        if (order.Calibration is not { } path)
        {
            return new CalibrationSamples(null, null, string.Create(CultureInfo.InvariantCulture, $"seeded, seed {order.Seed}"));
        }

        if (inputs.FirstOrDefault(static input => input.ElementType != ElementType.Float32) is { } other)
        {
            throw new UsageException($"--calibration {path}: input {other} is no float32, so that files cannot feed it; leave --calibration out for seeded samples");
        }

        return Directory.Exists(path) ? new SampleFolder(path, order, model, inputs).Pack(Path.Combine(workDirectory, "samples.f32"))
            : !File.Exists(path) ? throw new UsageException($"--calibration {path}: no such file or folder")
            : NumpyFile.Is(path) ? Pack(path, inputs, Path.Combine(workDirectory, "samples.f32"))
            : Describe(path, path, inputs);
    }

    private static CalibrationSamples Pack(string path, IReadOnlyList<TensorSpec> inputs, string file)
    {
        using (FileStream target = File.Create(file))
        {
            NumpyFile.CopyFloats(path, target);
        }

        return Describe(path, file, inputs);
    }

    /// <summary>The samples in a file of raw float32.</summary>
    /// <param name="path">What the user named.</param>
    /// <param name="file">The file.</param>
    /// <param name="inputs">The inputs with concrete shapes.</param>
    /// <exception cref="UsageException">Its length is not that of one sample or several.</exception>
    private static CalibrationSamples Describe(string path, string file, IReadOnlyList<TensorSpec> inputs)
    {
        long sampleBytes = inputs.Sum(static input => input.SizeBytes);
        long bytes = new FileInfo(file).Length;
        if (bytes == 0 || sampleBytes == 0 || bytes % sampleBytes != 0)
        {
            string shapes = string.Join(" and ", inputs);
            throw new UsageException(string.Create(CultureInfo.InvariantCulture,
                $"--calibration {path}: holds {bytes / sizeof(float)} values, and samples of {shapes} have {sampleBytes / sizeof(float)} each: the length must be a multiple of that"));
        }

        return new CalibrationSamples(file, (int)Math.Min(bytes / sampleBytes, int.MaxValue), path);
    }
}
