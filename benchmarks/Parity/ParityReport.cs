namespace InferenceBench.Parity;

/// <summary>The document of <c>parity --json</c>.</summary>
/// <param name="Reference">What the outputs were compared with; null when nothing was.</param>
/// <param name="Cases">One per file × framework, and per variant and provider where the user names them.</param>
internal sealed record ParityReport(string? Reference, IReadOnlyList<ParityCase> Cases)
{
    /// <summary>The exit code when no model was readable or every case was skipped.</summary>
    internal const int NothingRan = 2;

    /// <summary>0 all ran and passed, 1 some failed, 2 nothing ran.</summary>
    public int ExitCode()
    {
        if (!Cases.Any(static parityCase => parityCase.HasRun))
        {
            return NothingRan;
        }

        return Cases.Any(static parityCase => parityCase.Status == ParityCase.FailedStatus) ? 1 : 0;
    }
}
