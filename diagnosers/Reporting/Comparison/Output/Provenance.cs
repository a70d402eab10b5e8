using System.Globalization;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary>Where the figures come from: machines and runs.</summary>
public static class Provenance
{
    private const string FileColumn = "File";
    private const int ShownHash = 7;

    /// <summary>The machines: name, processor, GPUs, driver, CUDA, system. A machine that changed has a row for each state.</summary>
    /// <param name="runs">All runs.</param>
    /// <param name="limits">How much of it.</param>
    public static TextGrid Machines(IReadOnlyList<RunEntry> runs, TableLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        TableColumn[] columns = [new("Machine"), new("CPU"), new("GPUs"), new("Driver"), new("CUDA"), new("System")];
        string[][] machines =
        [
            .. runs.Select(static run => MachineCells(run.Origin))
                .DistinctBy(static cells => string.Join('\u001f', cells))
                .OrderBy(static cells => string.Join('\u001f', cells), StringComparer.Ordinal),
        ];
        return Grid(columns, [.. machines.Take(limits.Lines)], limits) with
        {
            Footnotes = GroupTable.Rest(machines.Length - limits.Lines, "machine"),
        };
    }

    /// <summary>The runs: id, date, commit, power mode, format, cases, file.</summary>
    /// <param name="runs">All runs.</param>
    /// <param name="limits">How much of it.</param>
    public static TextGrid Runs(IReadOnlyList<RunEntry> runs, TableLimits limits)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(limits);
        TableColumn[] columns =
        [
            new("Machine"), new("Started (UTC)"), new("Commit"), new("Power mode"), new("Format"), new("Ok", null, true), new("Failed", null, true), new("Skipped", null, true), new(FileColumn),
        ];
        return Grid(columns, [.. runs.Take(limits.Lines).Select(RunCells)], limits) with
        {
            Footnotes = GroupTable.Rest(runs.Count - limits.Lines, "run"),
        };
    }

    /// <summary>Frameworks that do not run on a machine, and why: a line for each framework and reason.</summary>
    /// <param name="runs">All runs.</param>
    /// <param name="limits">How much of it.</param>
    public static IReadOnlyList<string> MissingFrameworks(IReadOnlyList<RunEntry> runs, TableLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        string[] lines =
        [
            .. runs.SelectMany(static run => (run.Origin.Description?.MissingFrameworks ?? new Dictionary<string, string>()).Select(pair => (run.Origin.Machine, pair.Key, pair.Value)))
                .GroupBy(static missing => (missing.Key, missing.Value), static missing => missing.Machine)
                .OrderBy(static group => group.Key.Key, StringComparer.Ordinal)
                .Select(group => $"{DisplayText.Of(group.Key.Key)} on {CaseReasons.Named([.. group.Distinct().Select(static machine => DisplayText.Of(machine))], limits.Names)}: {DisplayText.Of(group.Key.Value, 500)}"),
        ];
        return [.. lines.Take(limits.Lines), .. GroupTable.Rest(lines.Length - limits.Lines, "line")];
    }

    private static string[] MachineCells(RowOrigin origin)
    {
        MachineReport? machine = origin.Description;
        return
        [
            origin.Machine,
            machine?.Cpu ?? FigureText.NotAvailable,
            machine is null ? FigureText.NotAvailable : machine.Gpus.Count == 0 ? "none" : Counted(machine.Gpus),
            machine?.Driver ?? FigureText.NotAvailable,
            machine?.Cuda ?? FigureText.NotAvailable,
            machine?.Os ?? FigureText.NotAvailable,
        ];
    }

    private static string Counted(IReadOnlyList<string> names)
    {
        return string.Join(", ", names.GroupBy(static name => name).Select(static group =>
            group.Count() == 1 ? group.Key : string.Create(CultureInfo.InvariantCulture, $"{group.Count()} × {group.Key}")));
    }

    private static string[] RunCells(RunEntry run)
    {
        RowOrigin origin = run.Origin;
        string commit = origin.Commit is { } hash ? (hash.Length > ShownHash ? hash[..ShownHash] : hash) + (origin.IsDirty == true ? " (dirty)" : "") : FigureText.NotAvailable;
        return
        [
            origin.Machine,
            origin.StartedUtc?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? FigureText.NotAvailable,
            commit,
            origin.PowerMode ?? FigureText.NotAvailable,
            origin.Schema is { } schema ? string.Create(CultureInfo.InvariantCulture, $"{origin.Format} {schema}") : origin.Format,
            run.Ok.ToString(CultureInfo.InvariantCulture),
            run.Failed.ToString(CultureInfo.InvariantCulture),
            run.Skipped.ToString(CultureInfo.InvariantCulture),
            origin.File,
        ];
    }

    // A column that says nothing of any row is left out; the first names the machine.
    private static TextGrid Grid(TableColumn[] columns, string[][] rows, TableLimits limits)
    {
        int[] shown = [.. Enumerable.Range(0, columns.Length).Where(i => i == 0 || rows.Any(row => row[i] != FigureText.NotAvailable))];
        return new TextGrid([.. shown.Select(i => columns[i])], [.. rows.Select(row => shown.Select(i => new TableCell(Text(columns[i], row[i], limits))).ToArray())]);
    }

    private static string Text(TableColumn column, string text, TableLimits limits)
    {
        return column.Name == FileColumn ? DisplayText.OfPath(text, limits.PathWidth) : DisplayText.Of(text, limits.PathWidth);
    }
}
