using InferenceBench.Cli;
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
    /// <param name="options">The run's options.</param>
    /// <param name="request">What BenchmarkDotNet's part of the command line asks for.</param>
    /// <exception cref="OnnxModelException">One of the files cannot be used.</exception>
    /// <exception cref="UsageException">A shape is given for an input that no file has.</exception>
    public static IReadOnlyList<IModelSource> Choose(RunOptions options, BenchmarkRequest request)
    {
        CatalogueModel[] catalogue = [.. FromCatalogue(options, request)];
        (string Path, string Name)[] files = Named(options.ModelFiles, catalogue.Select(model => model.Name));
        bool narrowed = files.Any(file => options.Models.Contains(file.Name));
        (OnnxModel Model, string Name)[] chosen = [.. files
            .Where(file => !narrowed || options.Models.Contains(file.Name))
            .Select(static file => (OnnxModel.Load(file.Path), file.Name))];
        var shapes = new FileShapes([.. chosen.Select(static file => file.Model)], options.InputShapes);
        return [.. catalogue, .. chosen.Select(file => FileModel.Read(file.Model, file.Name, options.BatchSizes, shapes.Of(file.Model)))];
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

    // Files are known by their name without extension; a second one of the same name gets -2 and so on.
    private static (string Path, string Name)[] Named(IReadOnlyList<string> paths, IEnumerable<string> others)
    {
        var taken = new HashSet<string>(others, StringComparer.OrdinalIgnoreCase);
        return [.. paths.Select(path => (path, Unique(Path.GetFileNameWithoutExtension(path), taken)))];
    }

    private static string Unique(string stem, HashSet<string> taken)
    {
        return Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? stem : $"{stem}-{n}").First(taken.Add);
    }
}
