using InferenceBench.Models.Onnx;

namespace InferenceBench.Models.Catalogue;

/// <summary>Catalogue models as files: built once, atomically, in a cache folder keyed by content.</summary>
public static class ModelCache
{
    /// <summary>The file of a catalogue model; builds it when it is not there.</summary>
    /// <param name="entry">The model.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <returns>Absolute path.</returns>
    /// <exception cref="OnnxModelException">The cache folder cannot be written; the message says which and how to choose another.</exception>
    public static string GetPath(CatalogueEntry entry, ulong seed = ModelCatalogue.DefaultSeed)
    {
        throw new NotImplementedException();
    }
}
