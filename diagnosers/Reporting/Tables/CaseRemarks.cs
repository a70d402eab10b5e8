using System.Globalization;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Tables;

/// <summary>What tables cannot hold: why cases failed or were skipped, and what to know of the others.</summary>
/// <param name="Title">Title of the section.</param>
/// <param name="Lines">One line for each reason: the cases that share it (a framework that is not there has many), then the reason.</param>
public sealed record CaseRemarks(string Title, IReadOnlyList<string> Lines)
{
    /// <summary>The sections of a run that have something to say: Failed, Skipped, Frameworks not here, Energy, Notes.</summary>
    /// <param name="report">The run.</param>
    /// <param name="mostCases">Cases that one line names before it counts the rest.</param>
    public static IReadOnlyList<CaseRemarks> Of(RunReport report, int mostCases = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(report);
        IEnumerable<(string Case, string Reason)> notes = report.Cases.SelectMany(static c => c.Notes.Select(note => (c.Key.ToString(), note)));
        CaseRemarks[] sections =
        [
            new("Failed", Grouped(Reasons(report, CaseStatus.Failed), mostCases)),
            new("Skipped", Grouped(Reasons(report, CaseStatus.Skipped), mostCases)),
            new("Frameworks not here", [.. report.Machine.MissingFrameworks.Select(static missing => $"{missing.Key}: {missing.Value}")]),
            new("Energy", EnergyLines(report, mostCases)),
            new("Notes", Grouped(notes.Concat(report.Run.Notes.Select(static note => ("run", note))), mostCases)),
        ];
        return [.. sections.Where(static section => section.Lines.Count > 0)];
    }

    private static IEnumerable<(string Case, string Reason)> Reasons(RunReport report, string status)
    {
        return report.Cases.Where(c => c.Status == status).Select(static c => (c.Key.ToString(), c.Reason ?? "no reason was given"));
    }

    // Where no sensor can be read, every case has the same reason: said once, of all.
    private static string[] EnergyLines(RunReport report, int mostCases)
    {
        CaseReport[] measured = [.. report.Cases.Where(static c => c.Energy is not null)];
        string[] everywhere = [.. measured.Length < 2 ? [] : measured.Select(EnergyReasons).Aggregate(static (all, more) => all.Intersect(more))];
        IEnumerable<(string, string)> others = measured.SelectMany(c => EnergyReasons(c).Except(everywhere).Select(reason => (c.Key.ToString(), reason)));
        return [.. everywhere.Select(static reason => $"all cases: {reason}"), .. Grouped(others, mostCases)];
    }

    private static IEnumerable<string> EnergyReasons(CaseReport report)
    {
        return report.EnergySources.Prepend(report.Energy!)
            .Where(static energy => energy.Reason is not null)
            .Select(static energy => energy.Source is null ? energy.Reason! : $"{energy.Source}: {energy.Reason}")
            .Distinct();
    }

    private static string[] Grouped(IEnumerable<(string Case, string Reason)> remarks, int mostCases)
    {
        return
        [
            .. remarks.GroupBy(static remark => remark.Reason, static remark => remark.Case)
                .Select(group => $"{Named([.. group], mostCases)}: {group.Key}"),
        ];
    }

    private static string Named(string[] cases, int most)
    {
        string named = string.Join(", ", cases.Take(most));
        return cases.Length <= most ? named : string.Create(CultureInfo.InvariantCulture, $"{named} and {cases.Length - most} more");
    }
}
