namespace InferenceBench.Verbs.Power;

/// <summary>The document of <c>power measure --json</c>.</summary>
/// <param name="Command">The program and its arguments.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="Energy">The first source that gives an energy; null when none does.</param>
/// <param name="EnergySources">All sources that were opened or asked for. Never to be added: they overlap.</param>
/// <param name="Reason">Why there is no energy; null when there is.</param>
internal sealed record MeasureReport(
    IReadOnlyList<string> Command,
    int ExitCode,
    double Seconds,
    MeasuredSource? Energy,
    IReadOnlyList<MeasuredSource> EnergySources,
    string? Reason);
