using InferenceBench.Children;
using InferenceBench.Cli;
using InferenceBench.Contracts;
using InferenceBench.Models.Catalogue;
using InferenceBench.Models.Onnx;

namespace InferenceBench.Cases;

/// <summary>The models of a run: each benchmark class lists its own, <c>--models</c> narrows every list and never adds to one.</summary>
internal static class ModelChooser
{
    private static readonly string[] s_defaultModels = ["resnet50", "mobilenet_v3_large"];
    private static readonly int[] s_defaultBatches = [1, 8];

    private static readonly (string Family, Type Benchmark)[] s_families =
    [
        ("resnet", typeof(ResnetBenchmarks)),
        ("mobilenet_v3", typeof(MobileNetV3Benchmarks)),
        ("classic", typeof(ClassicCnnBenchmarks)),
    ];

    /// <summary>The models, in the order of tables.</summary>
    /// <param name="frameworks">All frameworks: which files are their own.</param>
    /// <param name="options">The run's options.</param>
    /// <param name="request">What BenchmarkDotNet's part of the command line asks for.</param>
    /// <exception cref="OnnxModelException">One of the files cannot be used.</exception>
    /// <exception cref="UsageException">A shape is given for an input that no file has, or a framework's own file cannot be used.</exception>
    public static IReadOnlyList<IModelSource> Choose(IReadOnlyList<FrameworkDescriptor> frameworks, RunOptions options, BenchmarkRequest request)
    {
        CatalogueModel[] catalogue = [.. FromCatalogue(options, request)];
        (string Path, string Name)[] files = Named(options.ModelFiles, frameworks, catalogue.Select(model => model.Name));
        bool narrowed = files.Any(file => options.Models.Contains(file.Name));
        (string Path, string Name, OnnxModel? Model)[] chosen = [.. files
            .Where(file => !narrowed || options.Models.Contains(file.Name))
            .Select(file => (file.Path, file.Name, ModelExtension.IsOwn(file.Path, frameworks) ? null : OnnxModel.Load(file.Path)))];
        OnnxModel[] readable = [.. chosen.Select(static file => file.Model).OfType<OnnxModel>()];
        var shapes = new FileShapes(readable, options.InputShapes, hasOthers: readable.Length < chosen.Length);
        IEnumerable<IModelSource> own = chosen.Select<(string Path, string Name, OnnxModel? Model), IModelSource>(file => file.Model is null
            ? FrameworkFileModel.Read(file.Path, file.Name, options.BatchSizes, shapes.OfOther, frameworks, (framework, path) => OwnFileReader.Read(framework, path, options))
            : FileModel.Read(file.Model, file.Name, options.BatchSizes, shapes.Of(file.Model)));
        return [.. catalogue, .. own];
    }

    private static IEnumerable<CatalogueModel> FromCatalogue(RunOptions options, BenchmarkRequest request)
    {
        // A user who gives a file and nothing else wants that file, not the whole catalogue beside it.
        bool onlyFiles = options.ModelFiles.Count > 0 && !request.HasFilter && options.Models.All(model => ModelCatalogue.Find(model) is null);
        IReadOnlyList<string> models = request.IsDefaultRun ? s_defaultModels : options.Models;
        IReadOnlyList<int> batches = options.BatchSizes.Count > 0 ? options.BatchSizes : request.IsDefaultRun ? s_defaultBatches : [1];
        CatalogueEntry[] entries = onlyFiles
            ? []
            : [.. ModelCatalogue.Entries.Where(entry => models.Count == 0 || models.Contains(entry.Id))];
        IEnumerable<CatalogueModel> listed =
            from family in s_families
            from entry in entries
            where entry.Family == family.Family
            select new CatalogueModel(entry, family.Benchmark, batches);
        IEnumerable<CatalogueModel> overhead = request.NamesOverhead
            ? [.. Overhead(entries, OverheadBenchmarks.ModelIds, typeof(OverheadBenchmarks)), .. Overhead(entries, SamplingOverheadBenchmarks.ModelIds, typeof(SamplingOverheadBenchmarks))]
            : [];
        return listed.Concat(overhead);
    }

    private static IEnumerable<CatalogueModel> Overhead(IEnumerable<CatalogueEntry> entries, IReadOnlyList<string> ids, Type benchmark)
    {
        return entries.Where(entry => ids.Contains(entry.Id)).Select(entry => new CatalogueModel(entry, benchmark, [1]));
    }

    // Files are known by their name without extension, or as the framework whose files they are has it; a second one of the same name gets -2 and so on.
    private static (string Path, string Name)[] Named(IReadOnlyList<string> paths, IReadOnlyList<FrameworkDescriptor> frameworks, IEnumerable<string> others)
    {
        var taken = new HashSet<string>(others, StringComparer.OrdinalIgnoreCase);
        return [.. paths.Select(path => (path, Unique(ModelExtension.NameOf(path, frameworks), taken)))];
    }

    private static string Unique(string stem, HashSet<string> taken)
    {
        return Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? stem : $"{stem}-{n}").First(taken.Add);
    }
}
