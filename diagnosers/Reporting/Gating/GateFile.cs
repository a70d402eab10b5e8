namespace InferenceBench.Reporting.Gating;

/// <summary>A file that was left out.</summary>
/// <param name="File">The file for people, relative to the folder that was asked for.</param>
/// <param name="Problem"><c>unreadable</c> or <c>repeated</c>.</param>
/// <param name="Reason">Why, in one line.</param>
public sealed record GateFile(string File, string Problem, string Reason);
