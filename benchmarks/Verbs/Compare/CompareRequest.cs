namespace InferenceBench.Verbs.Compare;

/// <summary>What <c>compare</c> is asked for.</summary>
/// <param name="Paths">Folders and files, absolute.</param>
/// <param name="Output">Folder for the files; null: tables alone.</param>
/// <param name="Baseline">Framework that speed-ups are relative to; null: the usual one.</param>
/// <param name="PeakFlops">Peak rates, <c>DEVICE=VALUE</c>.</param>
/// <param name="IsJson">Whether the JSON document is printed in place of tables.</param>
internal sealed record CompareRequest(IReadOnlyList<string> Paths, string? Output, string? Baseline, IReadOnlyList<string> PeakFlops, bool IsJson);
