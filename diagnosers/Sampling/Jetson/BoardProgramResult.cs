namespace InferenceBench.Sampling.Jetson;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; null when it did not start or had to be killed.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error, or why it did not run.</param>
internal sealed record BoardProgramResult(int? ExitCode, string Output, string Error)
{
    /// <summary>Both streams: some releases warn on one of them, some on the other.</summary>
    public string All => Output + "\n" + Error;

    /// <summary>The last line that it wrote, for people; the exit code when it wrote nothing.</summary>
    public string LastLine => All.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault()
        ?? FormattableString.Invariant($"exit code {ExitCode}, no output");
}
