using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Traces;

namespace InferenceBench.Diagnosers.Results;

/// <summary>The file of <c>--export-times</c>.</summary>
internal static class ExportTarget
{
    /// <summary>Makes sure, before anything is measured, that the file can be written.</summary>
    /// <param name="path">The file; null: none is asked for.</param>
    /// <exception cref="ResultsException">It cannot be written.</exception>
    public static void Check(string? path)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            string full = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using FileStream file = new(full, FileMode.OpenOrCreate, FileAccess.Write);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ResultsException($"--export-times {path} cannot be written: {FileProblem.Of(exception)}; choose another file", exception);
        }
    }

    /// <summary>Writes the file.</summary>
    /// <param name="path">The file; null: none is asked for.</param>
    /// <param name="traces">The traces with their cases.</param>
    /// <returns>Why it could not be written, for a note; null when it was, or none is asked for.</returns>
    public static string? Write(string? path, IReadOnlyList<(CaseKey Key, string TraceFile)> traces)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            ExportedTimes.Write(Path.GetFullPath(path), traces);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return $"--export-times {path} could not be written: {FileProblem.Of(exception)}";
        }
    }
}
