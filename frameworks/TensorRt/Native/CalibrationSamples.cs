using System.Globalization;
using System.Runtime.InteropServices;
using InferenceBench.Contracts;

namespace InferenceBench.Frameworks.TensorRt.Native;

/// <summary>Feeds INT8 calibration from a file of raw float32 values: one batch of the network's only input after the other, what is left over at the end unused.</summary>
internal sealed unsafe class CalibrationSamples : IDisposable
{
    private readonly FileStream _file;
    private readonly string _path;

    /// <summary>Opens the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InferenceException">It cannot be read.</exception>
    public CalibrationSamples(string path)
    {
        _path = path;
        try
        {
            _file = File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InferenceException($"the calibration file cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Batches that were fed.</summary>
    public int Batches { get; private set; }

    /// <summary>What went wrong; null when nothing did.</summary>
    public string? Problem { get; private set; }

    /// <summary>The next batch: 1 when there is one, 0 at the end, −1 when it failed.</summary>
    public int Next(ReadOnlySpan<nint> inputs, ReadOnlySpan<long> sizesBytes)
    {
        try
        {
            return Read(inputs, sizesBytes);
        }
#pragma warning disable CA1031 // No exception may cross the border to C; it is told when the builder has ended.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Problem ??= e.Message;
            return -1;
        }
    }

    public void Dispose()
    {
        _file.Dispose();
    }

    private int Read(ReadOnlySpan<nint> inputs, ReadOnlySpan<long> sizesBytes)
    {
        if (inputs.Length != 1)
        {
            throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture, $"calibration feeds networks of one input, and this one has {inputs.Length}"));
        }

        long size = sizesBytes[0];
        if (_file.Length - _file.Position < size)
        {
            return Batches > 0 ? 0 : throw new InferenceException($"{_path} has {_file.Length} bytes, less than the {size} of one calibration batch");
        }

        _file.ReadExactly(new Span<byte>((void*)inputs[0], checked((int)size)));
        Batches++;
        return 1;
    }
}
