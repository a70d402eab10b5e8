namespace InferenceBench.Toolchain;

/// <summary>How a child ended and what it said.</summary>
/// <param name="ExitCode">Its exit code; 128 + the number of the signal that killed it.</param>
/// <param name="ProcessId">Its id.</param>
/// <param name="Results">Lines of measurements.</param>
/// <param name="PrefixedLines">Lines that start with <c>//</c>.</param>
/// <param name="Stage">What it did last.</param>
/// <param name="WasTimedOut">It was killed after the time limit.</param>
/// <param name="Output">The end of its standard output.</param>
/// <param name="Errors">The end of its standard error.</param>
internal sealed record CaseOutcome(
    int ExitCode,
    int ProcessId,
    IReadOnlyList<string> Results,
    IReadOnlyList<string> PrefixedLines,
    string Stage,
    bool WasTimedOut,
    string Output,
    string Errors);
