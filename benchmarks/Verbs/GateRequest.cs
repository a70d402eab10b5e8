using InferenceBench.Reporting.Gating;

namespace InferenceBench.Verbs;

/// <summary>What <c>gate</c> is asked for.</summary>
/// <param name="BaseFolder">Absolute path of the runs to hold against.</param>
/// <param name="DiffFolder">Absolute path of the runs to judge.</param>
/// <param name="Settings">Threshold, noise and figures.</param>
/// <param name="SummaryFile">Absolute path of the Markdown file to write; null for none.</param>
/// <param name="IsJson">One JSON document in place of the table.</param>
internal sealed record GateRequest(string BaseFolder, string DiffFolder, GateSettings Settings, string? SummaryFile, bool IsJson);
