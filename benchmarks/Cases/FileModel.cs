using InferenceBench.Contracts;
using InferenceBench.Models;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Cases;

/// <summary>The user's own ONNX file. Read and checked when the run is planned, so that a bad file stops the run before anything is measured.</summary>
internal sealed class FileModel : IModelSource
{
    private readonly string _path;
    private readonly long? _macs;
    private readonly InputRange _range;
    private readonly Dictionary<int, ModelSignature> _signatures = [];
    private readonly Dictionary<int, string> _reasons = [];

    private FileModel(string path, string name, InputRange range, long? macs)
    {
        _path = path;
        Name = name;
        _range = range;
        _macs = macs;
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public Type Benchmark => typeof(OnnxFileBenchmarks);

    /// <inheritdoc />
    public Precision Precision { get; private init; }

    /// <inheritdoc />
    public IReadOnlyList<int> Batches { get; private init; } = [1];

    /// <inheritdoc />
    public string Extension => Path.GetExtension(_path).ToLowerInvariant();

    /// <summary>Looks at a file.</summary>
    /// <param name="model">The file.</param>
    /// <param name="name">Its public name in this run.</param>
    /// <param name="batches">Batch sizes that the user asked for; empty takes the file's own.</param>
    /// <param name="inputShapes">Shapes of dynamic inputs.</param>
    /// <exception cref="OnnxModelException">The file cannot be used.</exception>
    public static FileModel Read(OnnxModel model, string name, IReadOnlyList<int> batches, IReadOnlyDictionary<string, long[]> inputShapes)
    {
        if (UnfeedableInput(model) is { } input)
        {
            return Refuse(model, name, $"input '{input}' is no tensor of numbers, so it cannot be given seeded values");
        }

        ModelSignature own = ModelSignature.Resolve(model, null, inputShapes);
        if (own.Inputs.FirstOrDefault(static input => input.ElementCount == 0) is { } empty)
        {
            return Refuse(model, name, $"input {empty} has no elements, so there is nothing to time");
        }

        var file = new FileModel(model.Path, name, SeededInputs.RangeOf(model), ModelInfo.Of(model, name, inputShapes).Macs)
        {
            Precision = own.Precision,
            Batches = batches.Count > 0 ? batches : [checked((int)own.Batch)],
        };
        file.ResolveBatches(model, own, inputShapes);
        return file;
    }

    /// <inheritdoc />
    public string? WhyNot(int batch)
    {
        return _reasons.GetValueOrDefault(batch);
    }

    /// <inheritdoc />
    public PreparedModel Prepare(int batch)
    {
        return new PreparedModel(_path, _signatures[batch], _range, _macs);
    }

    private static FileModel Refuse(OnnxModel model, string name, string reason)
    {
        var refused = new FileModel(model.Path, name, InputRange.Default, null);
        refused._reasons[1] = reason;
        return refused;
    }

    private void ResolveBatches(OnnxModel model, ModelSignature own, IReadOnlyDictionary<string, long[]> inputShapes)
    {
        foreach (int batch in Batches)
        {
            try
            {
                _signatures[batch] = batch == own.Batch ? own : ModelSignature.Resolve(model, batch, inputShapes);
            }
            catch (OnnxModelException exception)
            {
                _reasons[batch] = exception.Message;
            }
        }
    }

    private static string? UnfeedableInput(OnnxModel model)
    {
        return model.FedInputs
            .FirstOrDefault(input => input.Type?.TensorType is not { } tensor || !IsNumeric((ElementType)tensor.ElemType))?.Name;
    }

    private static bool IsNumeric(ElementType type)
    {
        return type.SizeBytes() > 0 && type is not (ElementType.Complex64 or ElementType.Complex128);
    }
}
