using System.Globalization;
using System.IO.Enumeration;
using InferenceBench.Children;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Models;
using InferenceBench.Models.Onnx;
using InferenceBench.Models.Quantization;
using InferenceBench.Registry;

namespace InferenceBench.Quantization;

/// <summary>Quantizes one model: calibrates it in a child, writes the file, and compares it with the fp32 model in another child.</summary>
internal sealed class QuantizationRun
{
    private const string EngineId = "onnxruntime";
    private const string MetadataKey = "inferencebench.quantization";

    private readonly QuantizationOrder _order;
    private readonly Action<string> _tell;
    private readonly FrameworkDescriptor _engine;
    private readonly OnnxModel _source;
    private readonly string _id;
    private readonly ModelSignature _signature;

    private QuantizationRun(QuantizationOrder order, Action<string> tell, FrameworkDescriptor engine, OnnxModel source, string? id)
    {
        _order = order;
        _tell = tell;
        _engine = engine;
        _source = source;
        _id = id ?? Path.GetFileNameWithoutExtension(source.Path);
        _signature = ModelSignature.Resolve(source, null, order.InputShapes);
    }

    /// <summary>Runs the order.</summary>
    /// <param name="registry">All frameworks.</param>
    /// <param name="order">What the user asked for.</param>
    /// <param name="source">The model.</param>
    /// <param name="id">Its catalogue id; null for a file.</param>
    /// <param name="tell">Told what is going on, one line at a time.</param>
    /// <exception cref="UsageException">The engine is not there, or an option does not fit the model.</exception>
    /// <exception cref="OnnxModelException">The model cannot be quantized.</exception>
    /// <exception cref="QuantizationException">The engine failed.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static QuantizationResult Run(FrameworkRegistry registry, QuantizationOrder order, OnnxModel source, string? id, Action<string> tell)
    {
        if (Path.GetFullPath(order.Output) == source.Path)
        {
            throw new UsageException($"--out {order.Output}: this is the model itself; write the quantized one to another file");
        }

        return new QuantizationRun(order, tell, FindEngine(registry), source, id).Run();
    }

    private static FrameworkDescriptor FindEngine(FrameworkRegistry registry)
    {
        Availability availability = FrameworkProber.Probe(registry, [EngineId])[EngineId].Availability;
        return availability.IsAvailable && registry.Find(EngineId) is { } engine
            ? engine.Descriptor
            : throw new UsageException($"calibration needs {EngineId}: {availability.Reason}{(availability.Remedy is { } remedy ? "; " + remedy : "")}");
    }

    private QuantizationResult Run()
    {
        using TemporaryFolder work = TemporaryFolder.Create("quantize");
        long fp32Bytes = ModelFiles.SizeBytes(_source);
        CalibrationSamples samples = CalibrationReader.Read(_order, _source, _signature.Inputs, work.Path);
        (SampleSource calibration, SampleSource check, bool areOthers) = samples.Split(_order.Samples, _order.CheckSamples, _order.Seed, SeededInputs.RangeOf(_source));
        var quantizer = ModelQuantizer.Prepare(_source, CreateSettings());
        Write(quantizer.Quantize(Calibrate(quantizer, calibration, work.Path)), calibration.Count);
        long sizeBytes = ModelFiles.SizeBytes(OnnxModel.Load(_order.Output));
        (CosineToFp32? cosine, string? reason) = Compare(check, areOthers);
        return new QuantizationResult(
            _id, _order.Output, Name(_order.Engine), Name(_order.Method), samples.Description, calibration.Count,
            quantizer.Report.Quantized, quantizer.Report.Left, fp32Bytes, sizeBytes, cosine, reason);
    }

    private void Write(OnnxModel quantized, int samples)
    {
        string how = string.Create(CultureInfo.InvariantCulture, $"{Name(_order.Engine)}, {Name(_order.Method)}, {samples} samples");
        quantized.Proto.MetadataProps.Add(new StringStringEntryProto { Key = MetadataKey, Value = how });
        OnnxWriter.Save(quantized, _order.Output, ExternalDataUse.WhenNeeded);
    }

    private (CosineToFp32? Cosine, string? Reason) Compare(SampleSource samples, bool areOthers)
    {
        if (samples.Count == 0)
        {
            return (null, "not asked for");
        }

        _tell(string.Create(CultureInfo.InvariantCulture, $"comparing with fp32 on {samples.Count} samples"));
        ComparisonAnswer answer = new QuantizationChild(_engine).Compare(new ComparisonRequest(Open(_source.Path, Precision.Fp32), Open(_order.Output, Precision.Int8), samples));
        return answer.LowestCosine is { } lowest && answer.MeanCosine is { } mean ? (new CosineToFp32(lowest, mean, samples.Count, areOthers), null) : (null, answer.Reason);
    }

    private static string Name(Enum value)
    {
        return value.ToString().ToLowerInvariant();
    }

    private QuantizationSettings CreateSettings()
    {
        return new QuantizationSettings(_order.Engine)
        {
            IsPerTensor = _order.IsPerTensor,
            HasFloatWeights = _order.HasFloatWeights,
            HasReducedRange = _order.HasReducedRange,
            ExcludedNodes = FindExcluded(),
        };
    }

    private HashSet<string> FindExcluded()
    {
        IReadOnlyList<string> names = NodeNames.Of(_source);
        var excluded = new HashSet<string>(StringComparer.Ordinal);
        foreach (string pattern in _order.ExcludedNodes)
        {
            string[] matches = [.. names.Where(name => name == pattern || FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))];
            if (matches.Length == 0)
            {
                throw Suggestion.Unknown("--exclude-nodes", $"node in {_id}", pattern, names);
            }

            excluded.UnionWith(matches);
        }

        return excluded;
    }

    private Dictionary<string, ValueRange> Calibrate(ModelQuantizer quantizer, SampleSource samples, string folder)
    {
        _tell(string.Create(CultureInfo.InvariantCulture, $"calibrating {quantizer.Observed.Count} activations of {_id} on {samples.Count} samples"));
        string file = Path.Combine(folder, "observed.onnx");
        OnnxModel observed = quantizer.CreateObservedModel();
        OnnxWriter.Save(observed, file, ExternalDataUse.WhenNeeded);
        TensorSpec[] outputs = [.. ModelSignature.Resolve(OnnxModel.Load(file), null, _signature.Inputs.ToDictionary(static input => input.Name, static input => input.Shape.ToArray())).Outputs];
        var settings = new CalibrationSettings(_order.Method, _order.Percentile, _order.Engine == QuantizationTarget.TensorRt);
        OpenRequest open = Open(file, Precision.Fp32) with { Outputs = outputs };
        CalibrationAnswer answer = new QuantizationChild(_engine).Calibrate(new CalibrationRequest(open, quantizer.Observed, samples, settings));
        return answer.Ranges is { } ranges
            ? quantizer.Observed.Zip(ranges).ToDictionary(static pair => pair.First, static pair => pair.Second, StringComparer.Ordinal)
            : throw new QuantizationException($"{_id} could not be calibrated in {EngineId}: {answer.Reason}");
    }

    private OpenRequest Open(string file, Precision precision)
    {
        return new OpenRequest(
            file, _signature.Inputs, _signature.Outputs, Device.Cpu, "cpu", _engine.Variants[0], precision, Environment.ProcessorCount, new Dictionary<string, string>());
    }
}
