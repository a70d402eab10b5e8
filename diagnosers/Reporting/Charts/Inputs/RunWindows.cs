using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Charts.Inputs;

/// <summary>Reads the measured windows of a run.</summary>
internal static class RunWindows
{
    private const long MostBytes = 64 * 1024 * 1024;
    private const int MostCases = 1000;

    /// <summary>The cases with windows in the order in which they ran; empty when the report cannot be read.</summary>
    /// <param name="reportPath">Absolute path of <c>report.json</c>.</param>
    public static IReadOnlyList<CaseWindow> Read(string reportPath)
    {
        try
        {
            if (new FileInfo(reportPath).Length > MostBytes)
            {
                return [];
            }

            return
            [
                .. RunReport.Read(reportPath).Cases.Where(static result => result is { Windows.Count: > 0, PowerFile: null, Key: not null }).Take(MostCases).Select(static result =>
                    new CaseWindow(result.Key.ToString(), [.. result.Windows.Where(static window => window is not null && window.EndNs >= window.StartNs).Select(static window => ((double)window.StartNs, (double)window.EndNs))]))
                    .Where(static result => result.Windows.Count > 0),
            ];
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
