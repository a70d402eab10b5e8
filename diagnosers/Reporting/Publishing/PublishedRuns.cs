namespace InferenceBench.Reporting.Publishing;

/// <summary>Which runs may be published.</summary>
public static class PublishedRuns
{
    /// <summary>The runs to publish. One that has not ended is left out and named.</summary>
    /// <param name="resultsDirectory">The folder of results.</param>
    /// <param name="runs">The runs in it.</param>
    /// <param name="listed">Folders of those that are published already.</param>
    /// <param name="paths">What no published file may hold; runs that are published already are not looked through again.</param>
    /// <param name="say">Takes one line for each that is left out.</param>
    /// <exception cref="PublishException">There is none, or one must not be published: it was measured in a changed tree, or its files hold private paths.</exception>
    /// <exception cref="IOException">A run's files cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to read a run's files.</exception>
    public static IReadOnlyList<PublishedRun> Choose(
        string resultsDirectory, IReadOnlyList<PublishedRun> runs, IReadOnlyList<string> listed, PrivatePaths paths, Action<string> say)
    {
        ArgumentNullException.ThrowIfNull(say);
        foreach (PublishedRun unfinished in runs.Where(static run => run.Report.Run.FinishedUtc is null))
        {
            say($"left out: results/{unfinished.Folder} has not ended: it still runs, or was cut off");
        }

        PublishedRun[] finished = [.. runs.Where(static run => run.Report.Run.FinishedUtc is not null)];
        RefuseUnknownTrees(finished);
        HashSet<string> published = [.. listed];
        foreach (PublishedRun run in finished.Where(run => !published.Contains(run.Folder)))
        {
            RefusePrivatePaths(resultsDirectory, run, paths);
        }

        return finished.Length > 0
            ? finished
            : throw new PublishException($"there is nothing to publish: no run that has ended lies in {resultsDirectory}; ./run.sh from a tree without changes leaves one there");
    }

    private static void RefuseUnknownTrees(PublishedRun[] runs)
    {
        PublishedRun[] unfit = [.. runs.Where(static run => run.Report.Run is not { Commit: not null, Dirty: false })];
        if (unfit.Length > 0)
        {
            string names = string.Join(", ", unfit.Select(static run => $"results/{run.Folder} ({(run.Report.Run.Dirty == true ? "files differed from its commit" : "of no known commit")})"));
            throw new PublishException($"only runs of a clean commit are published, and {names} {(unfit.Length == 1 ? "is none" : "are none")}; move {(unfit.Length == 1 ? "it" : "them")} out of results/ and publish again");
        }
    }

    private static void RefusePrivatePaths(string resultsDirectory, PublishedRun run, PrivatePaths paths)
    {
        string folder = Path.Combine(resultsDirectory, run.Machine, run.Name);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(static file => !file.EndsWith(".trace", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            int number = 0;
            foreach (string line in File.ReadLines(file))
            {
                number++;
                if (paths.AreIn(line))
                {
                    throw new PublishException(
                        $"results/{run.Folder}/{Path.GetRelativePath(folder, file)} holds a path of this machine in line {number}, which is nobody's business; measure again, or move the run out of results/");
                }
            }
        }
    }
}
