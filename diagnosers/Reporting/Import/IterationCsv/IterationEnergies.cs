using System.Globalization;

namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>
/// Finds the energies of a file of iterations: in its own folder, in a folder below that holds no iterations itself (<c>EMA_results</c>), or above up to the
/// machine's folder, where EMA leaves its files. The nearest one with the framework's regions and the same runner is taken. Two at the same distance are none,
/// and neither are energies that results of two folders or runners could claim.
/// </summary>
internal sealed class IterationEnergies
{
    private const int MostNamed = 5;
    private readonly IReadOnlyList<EnergyFile> _files;
    private readonly HashSet<string> _iterationFolders;
    private readonly Dictionary<string, (EnergyFile? File, string Reason, bool IsAmbiguous)> _choices;

    /// <summary>Chooses for all files.</summary>
    /// <param name="files">All files of energies.</param>
    /// <param name="iterations">All files of iterations.</param>
    public IterationEnergies(IReadOnlyList<EnergyFile> files, IReadOnlyList<ResultFile> iterations)
    {
        _files = files;
        _iterationFolders = [.. iterations.Select(static file => FolderOf(file))];
        _choices = iterations.ToDictionary(static file => file.FullPath, Choose);
        ILookup<(EnergyFile?, string), ResultFile> takers = iterations.ToLookup(file => (_choices[file.FullPath].File, FrameworkOf(file)));
        foreach (IGrouping<(EnergyFile? File, string Framework), ResultFile> group in takers.Where(static group => group.Key.Item1 is not null && group.Select(OwnerOf).Distinct().Count() > 1))
        {
            string reason = $"regions of {group.Key.Framework} in {group.Key.File!.File.DisplayPath} could belong to {string.Join(" or ", group.Select(static file => file.DisplayPath).Take(MostNamed))}";
            foreach (ResultFile file in group)
            {
                _choices[file.FullPath] = (null, reason, true);
            }
        }
    }

    /// <summary>The energies of a file; null without any.</summary>
    /// <param name="file">File of iterations.</param>
    /// <param name="sink">Takes what is ambiguous.</param>
    /// <param name="reason">Why there are none.</param>
    public EnergyFile? Of(ResultFile file, ResultSink sink, out string reason)
    {
        (EnergyFile? found, reason, bool isAmbiguous) = _choices[file.FullPath];
        if (isAmbiguous)
        {
            sink.Report(file, ProblemKind.Partial, $"energies were left out: {reason}");
        }

        return found;
    }

    /// <summary>Reports energies that no row took.</summary>
    /// <param name="sink">Takes the problems.</param>
    public void ReportUnused(ResultSink sink)
    {
        foreach (EnergyFile energy in _files)
        {
            string[] unused = [.. energy.Unused.Select(static key => string.Create(CultureInfo.InvariantCulture, $"{key.Framework}_{key.Batch}"))];
            if (unused.Length > 0)
            {
                string more = unused.Length > MostNamed ? ", …" : "";
                string plural = unused.Length == 1 ? "" : "s";
                sink.Report(energy.File, ProblemKind.Partial, string.Create(CultureInfo.InvariantCulture, $"energies of {unused.Length} batch size{plural} belong to no row: {string.Join(", ", unused.Take(MostNamed))}{more}"));
            }
        }
    }

    private (EnergyFile? File, string Reason, bool IsAmbiguous) Choose(ResultFile file)
    {
        string framework = FrameworkOf(file);
        string? runner = RunnerOf(file);
        IterationFolder folder = IterationFolder.Of(file.FullPath);
        (EnergyFile File, int Distance)[] candidates =
        [
            .. _files.Where(energy => energy.Holds(framework) && (energy.Runner is null || runner is null || energy.Runner == runner))
                .Select(energy => (energy, Distance(folder, energy.Folder)))
                .Where(static found => found.Item2 >= 0)
                .OrderBy(static found => found.Item2)
                .ThenBy(found => found.energy.Runner == runner ? 0 : 1),
        ];
        if (candidates.Length == 0)
        {
            return (null, $"no energy file with regions of {framework} in its folder, below it, or up to the machine's", false);
        }

        (EnergyFile best, int distance) = candidates[0];
        return candidates.Length > 1 && candidates[1].Distance == distance && candidates[1].File.Runner == best.Runner
            ? (null, $"{best.File.DisplayPath} and {candidates[1].File.File.DisplayPath} both hold regions of {framework}", true)
            : (best, "", false);
    }

    // Steps between the folders; -1 when the one has nothing to do with the other.
    private int Distance(IterationFolder folder, string energyFolder)
    {
        for (int i = 0; i < folder.Own.Count; i++)
        {
            if (folder.Own[i] == energyFolder)
            {
                return i;
            }
        }

        string own = folder.Own[0].TrimEnd('/') + "/";
        bool isBelow = energyFolder.StartsWith(own, StringComparison.Ordinal) && !_iterationFolders.Contains(energyFolder);
        return isBelow ? energyFolder[own.Length..].Count(static c => c == '/') + 1 : -1;
    }

    private static (string Folder, string? Runner) OwnerOf(ResultFile file)
    {
        return (FolderOf(file), RunnerOf(file));
    }

    private static string FolderOf(ResultFile file)
    {
        return Path.GetDirectoryName(file.FullPath) ?? "/";
    }

    private static string FrameworkOf(ResultFile file)
    {
        return IterationFramework.Of(IterationFileName.Parse(Path.GetFileName(file.FullPath)).Framework).Name;
    }

    private static string? RunnerOf(ResultFile file)
    {
        return IterationFileName.Parse(Path.GetFileName(file.FullPath)).Runner;
    }
}
