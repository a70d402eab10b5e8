using System.Text.Json;
using System.Text.Json.Serialization;

namespace InferenceBench.Reporting.Schema;

/// <summary>The run in <c>report.json</c>.</summary>
public sealed record RunInfo
{
    /// <summary><c>MACHINE/yyyy-MM-dd-SHA7[-N]</c>: the run's folder under <c>results/</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Start of the run in UTC.</summary>
    public required DateTimeOffset StartedUtc { get; init; }

    /// <summary>End of the run in UTC; null while it runs and for ever when it was killed.</summary>
    public DateTimeOffset? FinishedUtc { get; init; }

    /// <summary>Full hash of the commit; null outside a git checkout.</summary>
    public string? Commit { get; init; }

    /// <summary>Whether files beside <c>results/</c> differed from the commit; null outside a git checkout.</summary>
    public bool? Dirty { get; init; }

    /// <summary>The command line.</summary>
    public IReadOnlyList<string> Arguments { get; init => field = value ?? []; } = [];

    /// <summary>Id of the machine's boot in which the run was last started: monotonic times compare only within one. Null: not known.</summary>
    public string? BootId { get; init; }

    /// <summary>The power mode that the run was started in, id and name: <c>2: MODE_15W_6CORE</c>; null where there is none.</summary>
    public string? PowerMode { get; init; }

    /// <summary>State of the board; null on anything but a Jetson.</summary>
    public BoardReport? Board { get; init; }

    /// <summary>Idle power before the first and after the last case, by source; empty when it was not measured.</summary>
    public IReadOnlyList<IdleReport> Idle { get; init => field = value ?? []; } = [];

    /// <summary>What a reader should know of the run as a whole: a file that could not be saved.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value ?? []; } = [];

    /// <summary>Fields that this version does not know; kept when the report is written again.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
