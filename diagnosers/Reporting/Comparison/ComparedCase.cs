using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Comparison;

/// <summary>One case on one machine over all its runs that may be merged: same key, engine version, power mode, energy scope, transfers and scenario, clean or dirty alike.</summary>
public sealed record ComparedCase
{
    /// <summary>The runs' rows, oldest first; at least one. Labels are those of the newest.</summary>
    public required IReadOnlyList<ResultRow> Rows { get; init; }

    /// <summary>Each figure's median over the runs that have it; the figures themselves with one run.</summary>
    public required FigureSet Figures { get; init; }

    /// <summary>All flags of the runs, and those that come from what the case is compared with.</summary>
    public required IReadOnlyList<RowFlag> Flags { get; init; }

    /// <summary>The newest run's row.</summary>
    public ResultRow Newest => Rows[^1];

    /// <summary>What was measured.</summary>
    public CaseKey Key => Newest.Key;

    /// <summary>The newest run's status.</summary>
    public string Status => Newest.Status;

    /// <summary>Framework and variant for people: <c>tfxla</c>, <c>libtorch eager</c>; with the provider where it is not the device's own.</summary>
    public required string FrameworkLabel { get; init; }

    /// <summary>Machine, device where it has several or it is no CPU, power mode: <c>orin-agx cuda:0, 15W</c>.</summary>
    public required string DeviceLabel { get; init; }

    /// <summary>How many times as fast as the baseline of its device (ratio of the medians of latency; of the means or throughputs where there is no median); null without one.</summary>
    public double? SpeedUp { get; init; }

    /// <summary>Figures in which it is the best of at least two comparable cases of its group on its device.</summary>
    public FigureMask BestOnDevice { get; init; }

    /// <summary>Figures in which it is the best of its group on at least two devices.</summary>
    public FigureMask BestOfAll { get; init; }
}
