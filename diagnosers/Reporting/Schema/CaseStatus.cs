namespace InferenceBench.Reporting.Schema;

/// <summary>The values of <see cref="CaseReport.Status"/>.</summary>
public static class CaseStatus
{
    /// <summary>It ran and was measured.</summary>
    public const string Ok = "ok";

    /// <summary>It ran and went wrong; <see cref="CaseReport.Reason"/> says how.</summary>
    public const string Failed = "failed";

    /// <summary>It did not run; <see cref="CaseReport.Reason"/> says why.</summary>
    public const string Skipped = "skipped";
}
