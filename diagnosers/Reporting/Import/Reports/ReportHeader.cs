using System.Text.Json;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Import.Reports;

/// <summary>What a report says of all its cases.</summary>
internal sealed class ReportHeader
{
    public int Schema { get; set; } = RunReport.CurrentSchema;

    public MachineReport? Machine { get; set; }

    public RunInfo? Run { get; set; }

    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Where the rows come from.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidDataException">It is no report, or one of a later version.</exception>
    public RowOrigin ToOrigin(ResultFile file)
    {
        if (Schema is < 1 or > RunReport.CurrentSchema)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"it has schema {Schema}, and only 1 to {RunReport.CurrentSchema} can be read here; read it with the version that wrote it"));
        }

        if (Machine is null || Run is null)
        {
            throw new InvalidDataException($"it is no report of this suite: {(Machine is null ? "machine" : "run")} is missing");
        }

        MachineReport machine = Clean(Machine);
        RunInfo run = Clean(Run);
        return new RowOrigin
        {
            File = file.DisplayPath,
            FullPath = file.FullPath,
            Format = ResultFormats.Report,
            Machine = machine.Name,
            Description = machine,
            Run = run,
            RunId = run.Id.Length == 0 ? null : run.Id,
            StartedUtc = run.StartedUtc,
            Commit = run.Commit,
            IsDirty = run.Dirty,
            PowerMode = run.PowerMode,
            Schema = Schema,
            Unknown = Unknown,
        };
    }

    // JSON has null where the types have none.
    private static MachineReport Clean(MachineReport machine)
    {
        return machine with
        {
            Name = string.IsNullOrWhiteSpace(machine.Name) ? "unknown" : machine.Name,
            Gpus = WithoutNull(machine.Gpus),
            Frameworks = WithoutNull(machine.Frameworks),
            MissingFrameworks = WithoutNull(machine.MissingFrameworks),
        };
    }

    private static RunInfo Clean(RunInfo run)
    {
        return run with
        {
            Id = run.Id ?? "",
            Arguments = WithoutNull(run.Arguments),
            Idle = WithoutNull(run.Idle),
            Notes = WithoutNull(run.Notes),
        };
    }

    private static IReadOnlyList<T> WithoutNull<T>(IReadOnlyList<T> list)
        where T : class
    {
        return list.Contains(null) ? [.. list.Where(static element => element is not null)] : list;
    }

    private static IReadOnlyDictionary<string, string> WithoutNull(IReadOnlyDictionary<string, string> texts)
    {
        return texts.Values.Contains(null) ? texts.Where(static pair => pair.Value is not null).ToDictionary(static pair => pair.Key, static pair => pair.Value) : texts;
    }
}
