using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Diagnosers.Results;

/// <summary>Prints a run at its end.</summary>
internal static class ReportPrinter
{
    /// <summary>Prints the table and where the files are. Standard output may be a file on a full disk; the files of the run are written by then.</summary>
    /// <param name="report">The run.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="failures">One line for each file that could not be written.</param>
    /// <param name="output">Takes the table.</param>
    /// <param name="errors">Takes what could not be written.</param>
    /// <returns>Whether it could be printed.</returns>
    public static bool TryPrint(RunReport report, string folder, IReadOnlyList<string> failures, TextWriter output, TextWriter errors)
    {
        try
        {
            Print(report, folder, failures, output, errors);
            return true;
        }
        catch (IOException exception)
        {
            errors.WriteLine($"the table could not be printed: {FileProblem.Of(exception)}; the results are in {folder}");
            return false;
        }
    }

    private static void Print(RunReport report, string folder, IReadOnlyList<string> failures, TextWriter output, TextWriter errors)
    {
        output.Write(ConsoleReport.Render(report));
        foreach (string failure in failures)
        {
            errors.WriteLine($"results could not be written to {folder}: {failure}; the table above is all that is left of them");
        }

        output.WriteLine(report.Cases.Count == 0 ? "Nothing ran." : $"\nResults: {folder}");
    }
}
