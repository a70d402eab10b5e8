using System.Globalization;
using System.Text;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Tables;

/// <summary><c>report.md</c>: the machine, the run, the table of all cases that ran, that of power and energy, failed and skipped ones with their reasons, and the effective settings.</summary>
public static class MarkdownReport
{
    /// <summary>Name of the file in a run's folder.</summary>
    public const string FileName = "report.md";

    /// <summary>The whole page in GitHub Markdown, lines ended by LF.</summary>
    /// <param name="report">The run.</param>
    public static string Render(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {PlainTable.Escaped(report.Run.Id)}\n\n");
        AppendFacts(text, report);
        CaseReport[] ran = [.. report.Cases.Where(static c => c.Status != CaseStatus.Skipped)];
        if (ran.Length > 0)
        {
            text.Append('\n').Append(Table(ran, ColumnTarget.Markdown));
        }

        if (ReportColumns.For(ColumnTarget.MarkdownPower, ran).Any(static column => column.IsOptional))
        {
            text.Append("\n## Power and energy\n\n").Append(Table(ran, ColumnTarget.MarkdownPower));
        }

        foreach (CaseRemarks section in CaseRemarks.Of(report))
        {
            AppendSection(text, section.Title, section.Lines);
        }

        AppendSettings(text, ran);
        return text.ToString();
    }

    private static string Table(CaseReport[] cases, ColumnTarget target)
    {
        IReadOnlyList<ReportColumn> columns = ReportColumns.For(target, cases);
        string[][] rows = [.. cases.Select(row => columns.Select(column => column.Text(row)).ToArray())];
        return PlainTable.Markdown([.. columns.Select(static column => column.Header)], rows, [.. columns.Select(static column => column.IsNumeric)]);
    }

    private static void AppendFacts(StringBuilder text, RunReport report)
    {
        MachineReport machine = report.Machine;
        RunInfo run = report.Run;
        string? memory = machine.MemoryBytes is long bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:F1} GiB") : null;
        string commit = run.Commit is null ? "none" : run.Commit + (run.Dirty == true ? ", **dirty**: files differ from it" : "");
        AppendFact(text, "Processor", machine.Cpu);
        AppendFact(text, "GPU", machine.Gpus.Count == 0 ? "none" : string.Join(", ", machine.Gpus));
        AppendFact(text, "Memory", memory);
        AppendFact(text, "System", OneLine.Of($"{machine.Os ?? "n/a"}, kernel {machine.Kernel ?? "n/a"}"));
        AppendFact(text, "Driver", machine.Driver);
        AppendFact(text, "CUDA", machine.Cuda);
        AppendFact(text, "Frameworks", OneLine.Of(string.Join(", ", machine.Frameworks.Select(static pair => $"{pair.Key} {pair.Value}"))));
        AppendFact(text, "Started", run.StartedUtc.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        AppendFact(text, "Commit", commit);
        AppendFact(text, "Arguments", run.Arguments.Count == 0 ? null : string.Join(' ', run.Arguments));
        AppendFact(text, "Power mode", run.PowerMode);
        AppendBoard(text, run);
    }

    private static void AppendBoard(StringBuilder text, RunInfo run)
    {
        if (run.Board is { } board)
        {
            string clocks = board.ClocksLocked switch { true => "clocks locked", false => "clocks not locked", null => "clocks n/a" };
            AppendFact(text, "Board", string.Join(", ", new[] { board.Model, board.L4t is null ? null : $"L4T {board.L4t}", clocks, board.Fan }.OfType<string>()));
        }

        foreach (IGrouping<string, IdleReport> idle in run.Idle.GroupBy(static idle => $"{idle.Source} {idle.Route}".TrimEnd()))
        {
            AppendFact(text, $"Idle power, {idle.Key}", string.Join(", ", idle.Select(static one => $"{NumberText.Of(one.Watts, one.UncertaintyWatts ?? double.NaN)} W")));
        }
    }

    private static void AppendFact(StringBuilder text, string name, string? value)
    {
        text.Append(CultureInfo.InvariantCulture, $"- {name}: {(value is null ? "n/a" : PlainTable.Escaped(value))}\n");
    }

    private static void AppendSection(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        foreach (string line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {PlainTable.Escaped(line)}\n");
        }
    }

    private static void AppendSettings(StringBuilder text, CaseReport[] cases)
    {
        IGrouping<string, CaseReport>[] groups = [.. cases.Where(static c => c.Settings.Count > 0).GroupBy(SettingsText)];
        if (groups.Length > 0)
        {
            AppendSection(text, "Effective settings", [.. groups.Select(group => $"{Names(group, groups.Length)}: {group.Key}")]);
        }
    }

    private static string Names(IEnumerable<CaseReport> cases, int groups)
    {
        return groups == 1 ? "all cases that ran" : string.Join(", ", cases.Select(static c => c.Key.ToString()));
    }

    private static string SettingsText(CaseReport report)
    {
        return string.Join(", ", report.Settings.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key} = {pair.Value}"));
    }
}
