using InferenceBench.Diagnosers.Folders;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Publishing;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Diagnosers.Results;

/// <summary>Writes the report of a run. While the run goes on, space for the next report is held back.</summary>
internal sealed class ReportFiles
{
    // The next report is written beside the present one, and the tables come on top.
    private const int ReserveFactor = 4;
    private readonly RunFolder _folder;
    private readonly PrivatePaths _private;

    /// <summary>The files of one run.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="privatePaths">What no file may hold: runs are published as they are.</param>
    public ReportFiles(RunFolder folder, PrivatePaths privatePaths)
    {
        _folder = folder;
        _private = privatePaths;
    }

    private string JsonPath => Path.Combine(_folder.Path, RunReport.FileName);

    /// <summary>Writes <c>report.json</c> in the middle of the run, out of the reserve when the disk is full. A failure is left to <see cref="WriteAll"/>.</summary>
    /// <param name="report">The run so far.</param>
    public void WriteSoFar(RunReport report)
    {
        long reserve = _folder.Reserve.HeldBytes;
        string json = report.ToJson();
        if (!TryWrite(() => Save(RunReport.FileName, json), out _))
        {
            _folder.Reserve.Release();
            TryWrite(() => Save(RunReport.FileName, json), out _);
        }

        long size = File.Exists(JsonPath) ? new FileInfo(JsonPath).Length : 0;
        _folder.Reserve.TryHold(Math.Max(reserve, ReserveFactor * size));
    }

    /// <summary>Gives the reserve up and writes <c>report.json</c> and the tables.</summary>
    /// <param name="report">The whole run.</param>
    /// <returns>One line for each file that could not be written.</returns>
    public IReadOnlyList<string> WriteAll(RunReport report)
    {
        _folder.Reserve.Release();
        List<string> failures = [];
        Attempt(failures, () => Save(RunReport.FileName, report.ToJson()));
        Attempt(failures, () => Save(MarkdownReport.FileName, MarkdownReport.Render(report)));
        Attempt(failures, () => Save(CsvReport.FileName, CsvReport.Render(report)));
        if (EmaReport.HasRows(report))
        {
            Attempt(failures, () => Save(EmaReport.FileName, EmaReport.Render(report)));
        }

        return failures;
    }

    private void Save(string name, string text)
    {
        AtomicFile.WriteText(Path.Combine(_folder.Path, name), _private.Hide(text), isDurable: name == RunReport.FileName);
    }

    private static void Attempt(List<string> failures, Action write)
    {
        if (!TryWrite(write, out string? failure))
        {
            failures.Add(failure!);
        }
    }

    private static bool TryWrite(Action write, out string? failure)
    {
        try
        {
            write();
            failure = null;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            failure = FileProblem.Of(exception);
            return false;
        }
    }
}
