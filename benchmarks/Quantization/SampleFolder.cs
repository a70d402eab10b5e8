using System.Globalization;
using System.Runtime.InteropServices;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Models;
using InferenceBench.Models.Onnx;
using InferenceBench.Quantization.Images;

namespace InferenceBench.Quantization;

/// <summary>A folder of samples, subfolders included: images, NumPy's arrays, raw float32 files. It is packed into one file of samples.</summary>
/// <param name="path">The folder.</param>
/// <param name="order">What the user asked for.</param>
/// <param name="model">The model.</param>
/// <param name="inputs">Its inputs with concrete shapes.</param>
internal sealed class SampleFolder(string path, QuantizationOrder order, OnnxModel model, IReadOnlyList<TensorSpec> inputs)
{
    private readonly long _sampleBytes = inputs.Sum(static input => input.SizeBytes);

    /// <summary>Packs as many samples as are needed. Folders often hold one class after the other, so that files are taken in a seeded order.</summary>
    /// <param name="file">The file to write.</param>
    /// <exception cref="UsageException">There are no samples, or one does not fit the model.</exception>
    public CalibrationSamples Pack(string file)
    {
        string[] files = [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsSample).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            throw new UsageException($"--calibration {path}: holds no sample: no image (.jpg, .png, .ppm), no .npy and no .f32 file");
        }

        new Random((int)(order.Seed % int.MaxValue)).Shuffle(files);
        long wanted = (order.Samples ?? CalibrationSamples.MostByDefault) + (long)order.CheckSamples;
        using FileStream target = File.Create(file);
        foreach (string sample in files)
        {
            if (target.Length / _sampleBytes >= wanted)
            {
                break;
            }

            Append(sample, target);
        }

        int total = (int)(target.Length / _sampleBytes);
        return new CalibrationSamples(file, total, path);
    }

    private static bool IsSample(string file)
    {
        return ImageReader.IsNamed(file) || Path.GetExtension(file).ToLowerInvariant() is ".npy" or ".f32";
    }

    private void Append(string sample, FileStream target)
    {
        long start = target.Length;
        if (ImageReader.IsNamed(sample))
        {
            AppendImage(sample, target);
        }
        else if (NumpyFile.Is(sample))
        {
            NumpyFile.CopyFloats(sample, target);
        }
        else
        {
            using FileStream source = File.OpenRead(sample);
            source.CopyTo(target);
        }

        long added = target.Length - start;
        if (added == 0 || added % _sampleBytes != 0)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture,
                $"--calibration {path}: {sample} holds {added / sizeof(float)} values, and samples of {string.Join(" and ", inputs)} have {_sampleBytes / sizeof(float)} each"));
        }
    }

    private void AppendImage(string sample, FileStream target)
    {
        if (inputs.Count != 1 || ImageInput.Find(inputs[0]) is not { } input)
        {
            throw new UsageException($"--calibration {path}: {string.Join(" and ", inputs)} takes no images, which have 1 or 3 channels at batch 1; give .npy or .f32 files");
        }

        try
        {
            target.Write(MemoryMarshal.AsBytes<float>(input.Convert(ImageReader.Read(sample), FindScaling(input.Channels))));
        }
        catch (InvalidDataException e)
        {
            throw new UsageException($"--calibration {e.Message}", e);
        }
    }

    private PixelScaling FindScaling(int channels)
    {
        if (order.Scaling is { } given)
        {
            return given.Mean.Count == channels && given.Deviation.Count == channels
                ? given
                : throw new UsageException($"--mean and --std: the model's input has {channels} channels; give as many numbers");
        }

        InputRange range = SeededInputs.RangeOf(model);
        return range != InputRange.Default ? PixelScaling.To(range.Low, range.High, channels) : channels == 1 ? PixelScaling.Grey : PixelScaling.ImageNet;
    }
}
