namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>What the folders above an iteration file say: <c>MACHINE/benchmark_results/MODEL/work/FILE</c>, or MACHINE below
/// MODEL; all but the file may be missing.</summary>
/// <param name="Machine">Name of the nearest folder that names neither a model nor a kind of result.</param>
/// <param name="Model">Name of the folder that is called like a model, else of the one right below <c>benchmark_results…</c>; "" without one.</param>
/// <param name="Place"><c>work</c> or <c>uni</c> when the file's folder has that name; else null.</param>
/// <param name="Own">Folders whose energy files may belong to the file, nearest first: from its own up to the machine's.</param>
internal sealed record IterationFolder(string Machine, string Model, string? Place, IReadOnlyList<string> Own)
{
    private const string Results = "benchmark_results";

    private static readonly HashSet<string> s_generic = new(StringComparer.OrdinalIgnoreCase)
    {
        "work", "uni", "results", "ema_results", "ema", "csv", "py", "nb", "jnb",
    };

    // Folders of machines and models are found in either order: MODEL/MACHINE and MACHINE/MODEL. A name of one of these families is a model's.
    private static readonly string[] s_families =
    [
        "mobilenet", "resnet", "resnext", "efficientnet", "alexnet", "squeezenet", "mnasnet", "regnet", "densenet", "shufflenet", "convnext", "lenet", "vgg", "yolo", "inception", "xception",
    ];

    /// <summary>Reads the folders of a file.</summary>
    /// <param name="fullPath">Absolute path of the file.</param>
    public static IterationFolder Of(string fullPath)
    {
        string start = Path.GetDirectoryName(fullPath) ?? "/";
        string? modelFolder = ModelFolderOf(start);
        string model = Path.GetFileName(modelFolder) ?? "";
        List<string> own = [];
        foreach (string folder in Upwards(start))
        {
            own.Add(folder);
            string name = Path.GetFileName(folder);
            if (!IsGeneric(name) && folder != modelFolder)
            {
                return new IterationFolder(name, model, PlaceOf(start), own);
            }
        }

        return new IterationFolder(Path.GetFileName(start) is { Length: > 0 } last ? last : "unknown", model, PlaceOf(start), [start]);
    }

    private static IEnumerable<string> Upwards(string start)
    {
        for (string? folder = start; folder is not null && Path.GetFileName(folder).Length > 0; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }

    private static string? PlaceOf(string folder)
    {
        string name = Path.GetFileName(folder).ToLowerInvariant();
        return name is "work" or "uni" ? name : null;
    }

    // Of the two nearest folders with a name of their own the one that is called like a model; else the one right below benchmark_results.
    private static string? ModelFolderOf(string start)
    {
        string[] folders = [.. Upwards(start)];
        return folders.Where(static folder => !IsGeneric(Path.GetFileName(folder))).Take(2).FirstOrDefault(static folder => IsCalledLikeModel(Path.GetFileName(folder)))
            ?? folders.FirstOrDefault(static folder => IsResults(Path.GetFileName(Path.GetDirectoryName(folder) ?? "")) && !IsGeneric(Path.GetFileName(folder)));
    }

    private static bool IsCalledLikeModel(string name)
    {
        return s_families.Any(family => name.Contains(family, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsGeneric(string name)
    {
        return s_generic.Contains(name) || IsResults(name);
    }

    private static bool IsResults(string name)
    {
        return name.StartsWith(Results, StringComparison.OrdinalIgnoreCase);
    }
}
