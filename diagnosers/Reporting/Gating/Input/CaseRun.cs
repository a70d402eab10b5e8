using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Gating.Input;

/// <summary>A case in one run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Report">The case.</param>
internal sealed record CaseRun(GateRun Run, CaseReport Report)
{
    /// <summary>Whether it ran and went wrong; a failed parity check is that.</summary>
    public bool HasFailed => Report.Status == CaseStatus.Failed || (IsOk && Report.Parity?.Status == "failed");

    /// <summary>Whether it was measured.</summary>
    public bool IsMeasured => IsOk && !HasFailed;

    /// <summary>Why it has no figures, in one line.</summary>
    public string Reason => OneLine.Of(Report.Reason) ?? (Report.Parity?.Status == "failed" ? $"parity: {OneLine.Of(Report.Parity.Reason)}" : "no reason given");

    private bool IsOk => Report.Status == CaseStatus.Ok;
}
