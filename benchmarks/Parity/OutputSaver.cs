using System.Globalization;
using InferenceBench.Contracts;

namespace InferenceBench.Parity;

/// <summary>Keeps outputs as raw float32: <c>MODEL.FRAMEWORK.VARIANT.PROVIDER.INDEX.f32</c>; of a precision that is not the file's own <c>MODEL.FRAMEWORK.VARIANT.PROVIDER.PRECISION.INDEX.f32</c>.</summary>
internal sealed class OutputSaver
{
    private readonly string _directory;

    /// <summary>A saver.</summary>
    /// <param name="directory">The folder; created when it is missing.</param>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    public OutputSaver(string directory)
    {
        _directory = Directory.CreateDirectory(directory).FullName;
    }

    /// <summary>Writes the outputs of a case.</summary>
    /// <param name="parityCase">The case.</param>
    /// <param name="isOwnPrecision">Whether it computed in the file's own precision.</param>
    /// <param name="outputs">Its outputs.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Save(ParityCase parityCase, bool isOwnPrecision, IReadOnlyList<OutputValues> outputs)
    {
        string precision = isOwnPrecision ? "" : parityCase.Precision + ".";
        for (int i = 0; i < outputs.Count; i++)
        {
            string name = string.Create(
                CultureInfo.InvariantCulture, $"{parityCase.Model}.{parityCase.Framework}.{parityCase.Variant}.{parityCase.Provider}.{precision}{i}.f32");
            File.WriteAllBytes(Path.Combine(_directory, name), Elements.FromDoubles(outputs[i].Values, ElementType.Float32));
        }
    }
}
