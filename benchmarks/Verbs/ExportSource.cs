using InferenceBench.Cli;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;
using InferenceBench.Registry;

namespace InferenceBench.Verbs;

/// <summary>What <c>models export</c> exports: a model of the catalogue, built with a seed, or an ONNX file.</summary>
/// <param name="Registry">All frameworks.</param>
/// <param name="Name">Catalogue id or path.</param>
/// <param name="Seed">Seed of the weights; null takes the default.</param>
internal sealed record ExportSource(FrameworkRegistry Registry, string Name, ulong? Seed)
{
    /// <summary>The model in memory, to be changed at will.</summary>
    /// <exception cref="UsageException">There is no such model, or a file cannot have a seed.</exception>
    /// <exception cref="OnnxModelException">The file cannot be used.</exception>
    public OnnxModel Build()
    {
        if (ModelCatalogue.Find(Name) is { } entry)
        {
            return new OnnxModel(string.Empty, entry.Build(Seed ?? ModelCatalogue.DefaultSeed));
        }

        return Seed is null
            ? ModelsVerb.Load(Registry, Name).Model
            : throw new UsageException($"--seed {Seed}: {Name} is no model of the catalogue, its weights are in the file");
    }

    /// <summary>The model as an ONNX file: the user's own, the one in the cache, or a new one with other weights.</summary>
    /// <param name="workDirectory">Existing folder for a new one.</param>
    /// <returns>Absolute path.</returns>
    /// <exception cref="UsageException">There is no such model, or a file cannot have a seed.</exception>
    /// <exception cref="OnnxModelException">The file cannot be used.</exception>
    public string GetFile(string workDirectory)
    {
        if (Seed is null)
        {
            return ModelsVerb.Load(Registry, Name).Model.Path;
        }

        string file = Path.Combine(workDirectory, "model.onnx");
        OnnxWriter.Save(Build(), file, ExternalDataUse.WhenNeeded);
        return file;
    }
}
