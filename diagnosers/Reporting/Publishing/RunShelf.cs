using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Publishing;

/// <summary>The runs in a folder of results, read whole.</summary>
/// <param name="Runs">Every run whose report can be read, newest first.</param>
/// <param name="Problems">One line for each that cannot, or that is another one's copy.</param>
public sealed record RunShelf(IReadOnlyList<PublishedRun> Runs, IReadOnlyList<string> Problems)
{
    /// <summary>Reads every <c>MACHINE/RUN/report.json</c>; whatever else lies there is no run.</summary>
    /// <param name="resultsDirectory">The folder; one that does not exist holds no run.</param>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to list the folder.</exception>
    public static RunShelf Read(string resultsDirectory)
    {
        ArgumentException.ThrowIfNullOrEmpty(resultsDirectory);
        string[] folders = Directory.Exists(resultsDirectory)
            ? [.. Directory.GetDirectories(resultsDirectory).SelectMany(Directory.GetDirectories).Select(path => Path.GetRelativePath(resultsDirectory, path))]
            : [];
        return Read(resultsDirectory, folders.Where(folder => File.Exists(Path.Combine(resultsDirectory, folder, RunReport.FileName))));
    }

    /// <summary>Reads some runs.</summary>
    /// <param name="resultsDirectory">The folder.</param>
    /// <param name="folders">The runs' folders in it, <c>MACHINE/RUN</c>.</param>
    public static RunShelf Read(string resultsDirectory, IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        List<PublishedRun> runs = [];
        List<string> problems = [];
        HashSet<string> ids = [];
        foreach (string folder in folders.Order(StringComparer.Ordinal))
        {
            if (!TryRead(resultsDirectory, folder, out PublishedRun? run, out string? problem))
            {
                problems.Add($"results/{folder}: {problem}");
            }
            else if (!ids.Add(run!.Report.Run.Id))
            {
                problems.Add($"results/{folder}: the run {run.Report.Run.Id} is there twice; remove the copy");
            }
            else
            {
                runs.Add(run);
            }
        }

        return new RunShelf(
            [.. runs.OrderByDescending(static run => run.Report.Run.StartedUtc).ThenBy(static run => run.Folder, StringComparer.Ordinal)],
            problems);
    }

    private static bool TryRead(string resultsDirectory, string folder, out PublishedRun? run, out string? problem)
    {
        try
        {
            RunReport report = RunReport.Read(Path.Combine(resultsDirectory, folder, RunReport.FileName));
            string[] names = folder.Split('/');
            run = new PublishedRun(names[0], names[1], report);
            problem = null;
            return true;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            run = null;
            problem = OneLine.Of(FileProblem.Of(exception)) ?? "cannot be read";
            return false;
        }
    }
}
