using System.Globalization;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Tables;

/// <summary>What tables cannot hold: why cases failed or were skipped, and what to know of the others.</summary>
/// <param name="Title">Title of the section.</param>
/// <param name="Lines">One line for each reason: the cases that share it (a framework that is not there has many), then the reason.</param>
public sealed record CaseRemarks(string Title, IReadOnlyList<string> Lines)
{
    /// <summary>The sections of a run that have something to say: Failed, Skipped, Notes.</summary>
    /// <param name="report">The run.</param>
    public static IReadOnlyList<CaseRemarks> Of(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        IEnumerable<(string Case, string Reason)> notes = report.Cases.SelectMany(static c => c.Notes.Select(note => (c.Key.ToString(), note)));
        CaseRemarks[] sections =
        [
            new("Failed", Grouped(Reasons(report, CaseStatus.Failed))),
            new("Skipped", Grouped(Reasons(report, CaseStatus.Skipped))),
            new("Notes", Grouped(notes.Concat(report.Run.Notes.Select(static note => ("run", note))))),
        ];
        return [.. sections.Where(static section => section.Lines.Count > 0)];
    }

    private static IEnumerable<(string Case, string Reason)> Reasons(RunReport report, string status)
    {
        return report.Cases.Where(c => c.Status == status).Select(static c => (c.Key.ToString(), c.Reason ?? "no reason was given"));
    }

    private static string[] Grouped(IEnumerable<(string Case, string Reason)> remarks)
    {
        return
        [
            .. remarks.GroupBy(static remark => remark.Reason)
                .Select(static group => string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", group.Select(static remark => remark.Case))}: {group.Key}")),
        ];
    }
}
