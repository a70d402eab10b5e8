using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Gating;

/// <summary>What a gate found for one figure of one case. Null: not available. Names are public and permanent.</summary>
public sealed record GateResult
{
    /// <summary>The machine's name.</summary>
    public required string Machine { get; init; }

    /// <summary>The case.</summary>
    public required CaseKey Key { get; init; }

    /// <summary>One of <see cref="GateMetrics"/>.</summary>
    public required string Metric { get; init; }

    /// <summary><c>ms</c> or <c>J</c>.</summary>
    public string Unit => GateMetrics.UnitOf(Metric);

    /// <summary>One of <see cref="GateVerdicts"/>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why, in one line; null where the figures say it.</summary>
    public string? Reason { get; init; }

    /// <summary>The base.</summary>
    public GateFigure? Base { get; init; }

    /// <summary>What is compared with it.</summary>
    public GateFigure? Diff { get; init; }

    /// <summary>The change as a ratio: 0.1 is 10 % slower or costlier. Hodges and Lehmann's shift over the launches.</summary>
    public double? Change { get; init; }

    /// <summary>Lower end of the 95 % interval of <see cref="Change"/>.</summary>
    public double? ChangeLow { get; init; }

    /// <summary>Upper end of the 95 % interval of <see cref="Change"/>.</summary>
    public double? ChangeHigh { get; init; }

    /// <summary>Two-sided p-value of no change: the greater one of <see cref="BlockP"/> and <see cref="LaunchP"/>.</summary>
    public double? P { get; init; }

    /// <summary><see cref="P"/> after Holm's correction over everything that was tested.</summary>
    public double? CorrectedP { get; init; }

    /// <summary>p-value of the rank-sum test of block means; null for energy.</summary>
    public double? BlockP { get; init; }

    /// <summary>p-value of the difference between the launches of the two sides.</summary>
    public double? LaunchP { get; init; }

    /// <summary>How <see cref="LaunchP"/> was found: <c>rank sum</c> where there are launches enough, or where they differ by more than the threshold; else <c>moderated t</c>.</summary>
    public string? LaunchTest { get; init; }

    /// <summary>Cliff's delta over single inferences, −1 to 1: 1 when every inference of diff is slower than every one of the base. Null for energy.</summary>
    public double? CliffsDelta { get; init; }

    /// <summary>About how many launches a side would decide an unclear case; null for others.</summary>
    public int? LaunchesNeeded { get; init; }

    /// <summary>What to know of the comparison.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
