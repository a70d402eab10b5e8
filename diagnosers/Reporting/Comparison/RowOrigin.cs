using System.Text.Json;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Comparison;

/// <summary>Where rows come from: one file, or one run of several files. Shared by all its rows. Null: the file does not say.</summary>
public sealed record RowOrigin
{
    /// <summary>The file, relative to the folder that was asked for where possible; for people.</summary>
    public required string File { get; init; }

    /// <summary>Absolute path of the file.</summary>
    public required string FullPath { get; init; }

    /// <summary>One of <see cref="ResultFormats"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The machine's name: its public, permanent id in results, or the name of the folder that the file was found in.</summary>
    public required string Machine { get; init; }

    /// <summary>The machine, where the file describes it.</summary>
    public MachineReport? Description { get; init; }

    /// <summary>The run, where the file describes it: arguments, board, idle power, notes.</summary>
    public RunInfo? Run { get; init; }

    /// <summary>Id of the run. A run id that occurs again is read once.</summary>
    public string? RunId { get; init; }

    /// <summary>Start of the measurement.</summary>
    public DateTimeOffset? StartedUtc { get; init; }

    /// <summary>Full hash of the suite's commit.</summary>
    public string? Commit { get; init; }

    /// <summary>Whether the tree differed from the commit.</summary>
    public bool? IsDirty { get; init; }

    /// <summary>Power mode of the board, id and name.</summary>
    public string? PowerMode { get; init; }

    /// <summary>Version of the file's schema.</summary>
    public int? Schema { get; init; }

    /// <summary>Fields of the file that this version does not know, for the JSON output.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Unknown { get; init; }
}
