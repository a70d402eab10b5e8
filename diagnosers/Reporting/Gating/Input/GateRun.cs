using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Gating.Input;

/// <summary>One run folder.</summary>
/// <param name="DisplayPath">Its report for people, relative to the folder that was asked for.</param>
/// <param name="Folder">Absolute path of its folder.</param>
/// <param name="Report">What it holds.</param>
internal sealed record GateRun(string DisplayPath, string Folder, RunReport Report);
