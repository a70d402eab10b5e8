using System.CommandLine;
using System.Globalization;
using InferenceBench.Cli;
using InferenceBench.Models.Quantization;
using InferenceBench.Quantization;
using InferenceBench.Quantization.Images;

namespace InferenceBench.Verbs;

/// <summary>The options of <c>models quantize</c>.</summary>
internal sealed class QuantizeOptions
{
    private readonly Option<string> _output = new("--out") { Description = "the file to write; one that exists is replaced", HelpName = "F.onnx", Required = true };
    private readonly Option<string> _calibration = new("--calibration") { Description = "samples: raw float32 or .npy, or a folder of images (JPEG, PNG, PPM), .npy or .f32 files; default: seeded", HelpName = "F.f32|DIR" };
    private readonly Option<string> _method = new("--method") { Description = "how ranges of activations are chosen; default: minmax", HelpName = "minmax|entropy|percentile" };
    private readonly Option<string> _percentile = new("--percentile") { Description = "percent of the values that a range holds, for --method percentile; default: 99.999", HelpName = "P" };
    private readonly Option<string> _target = new("--target") { Description = "whose int8 kernels it is for; default: onnxruntime", HelpName = "onnxruntime|tensorrt" };
    private readonly Option<string> _samples = new("--samples") { Description = "how many samples to calibrate on; default: 64 seeded ones, of files all, at most 512", HelpName = "N" };
    private readonly Option<string> _check = new("--check-samples") { Description = "how many other samples to compare with the fp32 model on; default: 16", HelpName = "N" };
    private readonly Option<string> _seed = new("--seed") { Description = "seed of seeded samples; default: 1", HelpName = "N" };
    private readonly Option<string> _mean = new("--mean") { Description = "images: subtracted from pixels of 0 to 1; default: ImageNet's, or the range that the model declares", HelpName = "R,G,B" };
    private readonly Option<string> _deviation = new("--std") { Description = "images: what they are then divided by", HelpName = "R,G,B" };
    private readonly Option<bool> _perTensor = new("--per-tensor") { Description = "one scale for a whole weight instead of one for each output channel" };
    private readonly Option<bool> _floatWeights = new("--float-weights") { Description = "weights stay floats behind a QuantizeLinear, as TensorRT before 10 reads them; the file gets no smaller" };
    private readonly Option<bool> _reduceRange = new("--reduce-range") { Description = "weights of 7 bits, for x64 processors without VNNI, whose sums of 8-bit products overflow" };
    private readonly Option<string[]> _excluded = new("--exclude-nodes") { Description = "nodes that stay in fp32; * stands for any characters", HelpName = "NAME,…", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _shapes = new("--input-shape") { Description = "shape of a dynamic input (repeatable)", HelpName = "[NAME:]1,3,640,640" };

    /// <summary><c>--json</c>.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "one JSON document on standard output" };

    /// <summary>Adds all options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        Option[] options = [_output, _calibration, _method, _percentile, _target, _samples, _check, _seed, _mean, _deviation, _perTensor, _floatWeights, _reduceRange, _excluded, _shapes, Json];
        Array.ForEach(options, command.Options.Add);
    }

    /// <summary>Reads the options.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="model">Catalogue id or path.</param>
    /// <exception cref="UsageException">A value is not what its option takes.</exception>
    public QuantizationOrder Parse(ParseResult result, string model)
    {
        CalibrationMethod method = ParseName<CalibrationMethod>(_method, result.GetValue(_method));
        string? percentile = result.GetValue(_percentile);
        if (percentile is not null && method != CalibrationMethod.Percentile)
        {
            throw new UsageException($"--percentile {percentile}: goes with --method percentile only");
        }

        return new QuantizationOrder(model, PathArgument.Parse(_output.Name, result.GetValue(_output)!), ParseName<QuantizationTarget>(_target, result.GetValue(_target)))
        {
            Calibration = result.GetValue(_calibration) is { } path ? PathArgument.Parse(_calibration.Name, path) : null,
            Method = method,
            Percentile = ParsePercentile(percentile),
            Samples = ParseCount(_samples, 1, result.GetValue(_samples)),
            CheckSamples = ParseCount(_check, 0, result.GetValue(_check)) ?? QuantizationOrder.DefaultCheckSamples,
            Seed = ParseSeed(result.GetValue(_seed)),
            IsPerTensor = result.GetValue(_perTensor),
            HasFloatWeights = result.GetValue(_floatWeights),
            HasReducedRange = result.GetValue(_reduceRange),
            ExcludedNodes = [.. (result.GetValue(_excluded) ?? []).SelectMany(static names => names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
            Scaling = ParseScaling(result.GetValue(_mean), result.GetValue(_deviation)),
            InputShapes = InputShapeParser.Parse(result.GetValue(_shapes) ?? []),
        };
    }

    private static T ParseName<T>(Option option, string? text)
        where T : struct, Enum
    {
        string[] names = [.. Enum.GetNames<T>().Select(static name => name.ToLowerInvariant())];
        int index = text is null ? 0 : Array.IndexOf(names, text.ToLowerInvariant());
        return index >= 0 ? Enum.GetValues<T>()[index] : throw new UsageException($"{option.Name} {text}: write {string.Join(" or ", names)}");
    }

    private static double ParsePercentile(string? text)
    {
        return text is null ? CalibrationSettings.DefaultPercentile
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is > 50 and <= 100 ? value
            : throw new UsageException($"--percentile {text}: no percentage above 50 and at most 100, for example 99.99");
    }

    private static PixelScaling? ParseScaling(string? mean, string? deviation)
    {
        if (mean is null && deviation is null)
        {
            return null;
        }

        if (mean is null || deviation is null)
        {
            throw new UsageException("--mean and --std go together: (pixel / 255 - mean) / std");
        }

        float[] deviations = ParseNumbers("--std", deviation);
        return !deviations.Contains(0) ? new PixelScaling(ParseNumbers("--mean", mean), deviations) : throw new UsageException($"--std {deviation}: nothing can be divided by 0");
    }

    private static float[] ParseNumbers(string option, string text)
    {
        return Array.ConvertAll(text.Split(','), part => float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
            ? value
            : throw new UsageException($"{option} {text}: '{part}' is no number; write one for each channel, for example 0.485,0.456,0.406"));
    }

    private static int? ParseCount(Option option, int least, string? text)
    {
        return text is null ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= least ? count
            : throw new UsageException($"{option.Name} {text}: not a number of samples; write {least} or more");
    }

    private static ulong ParseSeed(string? text)
    {
        return text is null ? 1
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed
            : throw new UsageException($"--seed {text}: not a seed; write a number from 0 to {ulong.MaxValue}");
    }
}
