using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Comparison;

/// <summary>
/// What the rows of one case have in common from run to run. Rows hold it by reference, so that a hundred thousand of them stay small; equal labels may be one object.
/// Once a row holds it, it does not change: only who reads a file fills one again and again and hands on copies.
/// </summary>
internal sealed record RowLabels
{
    private static readonly IReadOnlyDictionary<string, string> s_noSettings = new Dictionary<string, string>();

    /// <summary>Labels of nothing, to start from.</summary>
    public static RowLabels Empty { get; } = new();

    public CaseKey Key { get; set; } = new("", "", "", "", "", 0, "");

    public string? DisplayName { get; set; }

    public string? FrameworkVersion { get; set; }

    public string Status { get; set; } = CaseStatus.Ok;

    public string? Reason { get; set; }

    public string? PowerSource { get; set; }

    public string? EnergyScope { get; set; }

    public string? Transfers { get; set; }

    public string? Scenario { get; set; }

    public ParityResult? Parity { get; set; }

    public IReadOnlyList<RowFlag> Flags { get; set; } = [];

    public IReadOnlyList<string> Notes { get; set; } = [];

    public IReadOnlyDictionary<string, string> Settings { get; set; } = s_noSettings;

    public string? SamplesFile { get; set; }
}
