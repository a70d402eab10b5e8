using InferenceBench.Contracts;
using InferenceBench.Models;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Cases;

/// <summary>A model of the catalogue: built into the cache when a run needs it.</summary>
internal sealed class CatalogueModel : IModelSource
{
    private readonly CatalogueEntry _entry;
    private readonly Lazy<(string Path, IReadOnlyDictionary<int, ModelSignature> Signatures)> _built;

    /// <summary>A model of the catalogue.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="benchmark">The class that lists it.</param>
    /// <param name="batches">Batch sizes of this run.</param>
    public CatalogueModel(CatalogueEntry entry, Type benchmark, IReadOnlyList<int> batches)
    {
        _entry = entry;
        Benchmark = benchmark;
        Batches = batches;
        _built = new(Build);
    }

    /// <inheritdoc />
    public string Name => _entry.Id;

    /// <inheritdoc />
    public Type Benchmark { get; }

    /// <inheritdoc />
    public Precision Precision => Precision.Fp32;

    /// <inheritdoc />
    public IReadOnlyList<int> Batches { get; }

    /// <inheritdoc />
    public string Extension => ".onnx";

    /// <inheritdoc />
    public string? WhyNot(int batch)
    {
        return null;
    }

    /// <inheritdoc />
    public PreparedModel Prepare(int batch)
    {
        return new PreparedModel(_built.Value.Path, _built.Value.Signatures[batch], _entry.InputRange, _entry.Macs);
    }

    // The weights are read once for all batch sizes and not kept.
    private (string Path, IReadOnlyDictionary<int, ModelSignature> Signatures) Build()
    {
        string path = ModelCache.GetPath(_entry);
        OnnxModel model = OnnxModel.Load(path);
        return (path, Batches.ToDictionary(batch => batch, batch => ModelSignature.Resolve(model, batch, new Dictionary<string, long[]>())));
    }
}
