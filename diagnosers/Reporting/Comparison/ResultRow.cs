using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Comparison;

/// <summary>One case of one run, whatever format it was read from. Immutable; text that many rows share is one object.</summary>
public sealed record ResultRow
{
    // A comparison holds a hundred thousand rows: four references each, and what they share but once.
    private readonly RowLabels _labels = RowLabels.Empty;
    private readonly RowExtras _extras = RowExtras.None;

    /// <summary>A row to fill.</summary>
    public ResultRow()
    {
    }

    /// <summary>A row of labels that others may have, too.</summary>
    [SetsRequiredMembers]
#pragma warning disable CS8618 // The compiler does not see that the key is among the labels.
    internal ResultRow(RowOrigin origin, RowLabels labels, FigureSet figures, RowExtras extras)
#pragma warning restore CS8618
    {
        Origin = origin;
        Figures = figures;
        _labels = labels;
        _extras = extras;
    }

    /// <summary>Where it comes from.</summary>
    public required RowOrigin Origin { get; init; }

    /// <summary>What was measured. "" stands for what the file does not say, batch 0 for an unknown batch.</summary>
    public required CaseKey Key { get => _labels.Key; init => _labels = _labels with { Key = value }; }

    /// <summary>What tables show in place of framework and variant; null: the ids.</summary>
    public string? DisplayName { get => _labels.DisplayName; init => _labels = _labels with { DisplayName = value }; }

    /// <summary>The engine's own version.</summary>
    public string? FrameworkVersion { get => _labels.FrameworkVersion; init => _labels = _labels with { FrameworkVersion = value }; }

    /// <summary>One of <see cref="CaseStatus"/>.</summary>
    public string Status { get => _labels.Status; init => _labels = _labels with { Status = value }; }

    /// <summary>Why it failed or was skipped.</summary>
    public string? Reason { get => _labels.Reason; init => _labels = _labels with { Reason = value }; }

    /// <summary>Its figures.</summary>
    public FigureSet Figures { get; init; } = FigureSet.Empty;

    /// <summary>Id of the power source, where it was read.</summary>
    public string? PowerSource { get => _labels.PowerSource; init => _labels = _labels with { PowerSource = value }; }

    /// <summary>What the energy covers: <c>gpu</c>, <c>module</c>, <c>package</c> …; energies of different scopes are never compared.</summary>
    public string? EnergyScope { get => _labels.EnergyScope; init => _labels = _labels with { EnergyScope = value }; }

    /// <summary>Whether copies to and from the device are <c>inside</c> or <c>outside</c> the latency; null where there are none or the file does not say.</summary>
    public string? Transfers { get => _labels.Transfers; init => _labels = _labels with { Transfers = value }; }

    /// <summary>How load was made, where it is not one inference after the other: LoadGen's <c>SingleStream</c>, <c>MultiStream</c>, <c>Server</c>, <c>Offline</c>. Kept apart from one another.</summary>
    public string? Scenario { get => _labels.Scenario; init => _labels = _labels with { Scenario = value }; }

    /// <summary>Outputs compared with the reference.</summary>
    public ParityResult? Parity { get => _labels.Parity; init => _labels = _labels with { Parity = value }; }

    /// <summary>What a reader must know.</summary>
    public IReadOnlyList<RowFlag> Flags { get => _labels.Flags; init => _labels = _labels with { Flags = value }; }

    /// <summary>Remarks of the file, for people.</summary>
    public IReadOnlyList<string> Notes { get => _labels.Notes; init => _labels = _labels with { Notes = value }; }

    /// <summary>Effective settings, and what else the format says of the row.</summary>
    public IReadOnlyDictionary<string, string> Settings { get => _labels.Settings; init => _labels = _labels with { Settings = value }; }

    /// <summary>Trace with every inference, relative to the folder of <see cref="RowOrigin.FullPath"/>; it comes from the file and may name anything.</summary>
    public string? SamplesFile { get => _labels.SamplesFile; init => _labels = _labels with { SamplesFile = value }; }

    /// <summary>Sorted latencies in milliseconds, thinned to at most some hundred, where the file itself holds every inference; else null.</summary>
    public IReadOnlyList<double>? LatencyQuantilesMs { get => _extras.LatencyQuantilesMs; init => _extras = _extras with { LatencyQuantilesMs = value }; }

    /// <summary>Fields of the case that this version does not know, for the JSON output.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Unknown { get => _extras.Unknown; init => _extras = _extras with { Unknown = value }; }
}
