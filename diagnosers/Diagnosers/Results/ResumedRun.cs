using InferenceBench.Diagnosers.Folders;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Diagnosers.Results;

/// <summary>A run that is to be continued: its folder, in which no other process works, and what it left.</summary>
public sealed class ResumedRun : IDisposable
{
    private ResumedRun(RunFolder folder, RunReport report)
    {
        Folder = folder;
        Report = report;
    }

    /// <summary>What the run left.</summary>
    public RunReport Report { get; }

    /// <summary>Absolute path of its folder.</summary>
    public string Directory => Folder.Path;

    /// <summary>What was given beside <c>--resume</c>, for a note: <c>with --frameworks torchsharp</c>; null when the recorded command line goes on.</summary>
    public string? Plan { get; init; }

    /// <summary>The folder.</summary>
    internal RunFolder Folder { get; }

    /// <summary>Takes a run's folder and reads its report.</summary>
    /// <param name="directory">A run's folder, or one that holds exactly one run that is not finished.</param>
    /// <param name="plan">What was given beside <c>--resume</c>; null when the recorded command line goes on.</param>
    /// <exception cref="ResultsException">There is no such run, its report is damaged or of another schema, its folder cannot be written to, or it still goes on.</exception>
    public static ResumedRun Open(string directory, string? plan = null)
    {
        string found = RunFolderFinder.Find(directory);
        RunReport before = ReadReport(found);
        RunFolder folder = RunFolder.Open(found, before.Run.Id);
        try
        {
            // Again, now that nobody else writes it.
            return new ResumedRun(folder, ReadReport(found)) { Plan = plan };
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Reads the report of a run and leaves its folder alone.</summary>
    /// <param name="directory">A run's folder, or one that holds exactly one run that is not finished.</param>
    /// <exception cref="ResultsException">There is no such run, or its report is damaged or of another schema.</exception>
    public static RunReport Read(string directory)
    {
        return ReadReport(RunFolderFinder.Find(directory));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Folder.Dispose();
    }

    private static RunReport ReadReport(string folder)
    {
        try
        {
            RunReport report = RunReport.Read(Path.Combine(folder, RunReport.FileName));
            return report.Schema == RunReport.CurrentSchema
                ? report
                : throw new InvalidDataException(FormattableString.Invariant($"its report has schema {report.Schema}, and this program writes {RunReport.CurrentSchema}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ResultsException($"--resume {folder}: {OneLine.Of(exception.Message)?.TrimEnd('.')}; it cannot be continued: start a new run", exception);
        }
    }
}
