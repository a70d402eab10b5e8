using System.Security.Cryptography;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Gating.Input;

/// <summary>The runs below one of the two folders.</summary>
/// <param name="Runs">Runs that could be read, in the order of their paths.</param>
/// <param name="Problems">Files and folders that could not, and copies that were left out.</param>
/// <param name="Files">Absolute paths of all reports that were found.</param>
internal sealed record GateSide(IReadOnlyList<GateRun> Runs, IReadOnlyList<ReadProblem> Problems, IReadOnlyList<string> Files)
{
    /// <summary>Reads all reports in and below a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="GateException">The folder does not exist.</exception>
    public static GateSide Read(string folder)
    {
        FolderScan scan = Scan(folder);
        FoundFile[] files = [.. scan.Files.Where(static file => Path.GetFileName(file.FullPath) == RunReport.FileName)];
        List<GateRun> runs = [];
        List<ReadProblem> problems = [.. scan.Problems];
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (FoundFile file in files)
        {
            try
            {
                // A copy of a run is no second launch. Runs that only share an id are: their figures differ.
                byte[] json = File.ReadAllBytes(file.FullPath);
                string content = Convert.ToHexString(SHA256.HashData(json));
                if (first.TryAdd(content, file.DisplayPath))
                {
                    runs.Add(new GateRun(file.DisplayPath, Path.GetDirectoryName(file.FullPath)!, RunReport.Parse(json, file.FullPath)));
                }
                else
                {
                    problems.Add(new ReadProblem(file.DisplayPath, ProblemKind.Repeated, $"the same as {first[content]}: taken once"));
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or InvalidOperationException)
            {
                problems.Add(new ReadProblem(file.DisplayPath, ProblemKind.Unreadable, OneLine.Of(FileProblem.Of(exception)) ?? "unreadable"));
            }
        }

        return new GateSide(runs, problems, [.. files.Select(static file => file.FullPath)]);
    }

    private static FolderScan Scan(string folder)
    {
        try
        {
            return FolderScan.Of([folder]);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new GateException(exception.Message, exception);
        }
    }
}
