using InferenceBench.Diagnosers.Results;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Diagnosers.Folders;

/// <summary>Finds the run that <c>--resume DIR</c> means: DIR itself, or the only one under it that is not finished.</summary>
internal static class RunFolderFinder
{
    private const int MostNamed = 5;

    /// <summary>Absolute path of the run's folder.</summary>
    /// <param name="directory">A run's folder, a machine's folder or a root of results.</param>
    /// <exception cref="ResultsException">There is no such run, or more than one.</exception>
    public static string Find(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new ResultsException($"--resume {directory}: no such folder; give the folder of a run, the one with {RunReport.FileName}");
        }

        if (IsRun(directory))
        {
            return directory;
        }

        string[] runs = RunsUnder(directory);
        string[] unfinished = [.. runs.Where(IsUnfinished)];
        return unfinished.Length == 1 ? unfinished[0] : throw new ResultsException($"--resume {directory}: {WhyNone(runs, unfinished)}");
    }

    private static bool IsRun(string folder)
    {
        return File.Exists(Path.Combine(folder, RunReport.FileName));
    }

    // ROOT/MACHINE/RUN: two levels at most.
    private static string[] RunsUnder(string directory)
    {
        try
        {
            string[] near = Directory.GetDirectories(directory);
            return [.. near.Concat(near.Where(static folder => !IsRun(folder)).SelectMany(Directory.GetDirectories)).Where(IsRun).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ResultsException($"--resume {directory}: {exception.Message}; give the folder of a run", exception);
        }
    }

    private static bool IsUnfinished(string folder)
    {
        try
        {
            RunReport report = RunReport.Read(Path.Combine(folder, RunReport.FileName));
            return report.Run.FinishedUtc is null || report.Cases.Any(static one => one.Status == CaseStatus.Failed);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }

    private static string WhyNone(string[] runs, string[] unfinished)
    {
        if (runs.Length == 0)
        {
            return $"no {RunReport.FileName} in it or in a folder of it; give the folder of a run";
        }

        string[] candidates = unfinished.Length > 0 ? unfinished : runs;
        string named = string.Join(", ", candidates.Take(MostNamed)) + (candidates.Length > MostNamed ? ", …" : "");
        return unfinished.Length > 0
            ? FormattableString.Invariant($"{unfinished.Length} runs in it are not finished; give one of them: {named}")
            : $"every run in it is finished and none has a failed case: {named}";
    }
}
