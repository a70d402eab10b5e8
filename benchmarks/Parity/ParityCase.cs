using System.Text.Json.Serialization;

namespace InferenceBench.Parity;

/// <summary>One file on one framework: what <c>parity --json</c> prints. Null: not available.</summary>
/// <param name="File">Absolute path.</param>
/// <param name="Model">Catalogue id, or the file's name without extension.</param>
/// <param name="Framework">Framework id.</param>
/// <param name="Variant">Variant id.</param>
/// <param name="Provider">Provider id.</param>
/// <param name="Precision">Whose gate applies; null when the file could not be read.</param>
internal sealed record ParityCase(string File, string Model, string Framework, string Variant, string Provider, string? Precision)
{
    /// <summary><c>passed</c>, <c>failed</c> or <c>skipped</c>.</summary>
    public string Status { get; init; } = SkippedStatus;

    /// <summary>Whether the gate holds; null when skipped.</summary>
    public bool? Passed { get; init; }

    /// <summary>Why it failed or was skipped.</summary>
    public string? Reason { get; init; }

    /// <summary>Greatest absolute difference.</summary>
    public double? MaxAbs { get; init; }

    /// <summary>Greatest mean absolute difference of an output.</summary>
    public double? MeanAbs { get; init; }

    /// <summary>Greatest relative difference.</summary>
    public double? MaxRel { get; init; }

    /// <summary>Lowest cosine similarity of a sample.</summary>
    public double? Cosine { get; init; }

    /// <summary>Lowest peak signal-to-noise ratio of an output in dB.</summary>
    public double? PsnrDb { get; init; }

    /// <summary>Lowest share of samples whose top-1 agrees.</summary>
    public double? Top1 { get; init; }

    /// <summary>What the table shows in place of framework and variant; null: their ids.</summary>
    [JsonIgnore]
    public string? DisplayName { get; init; }

    /// <summary>Whether the model was readable and the framework was asked to run it.</summary>
    [JsonIgnore]
    public bool HasRun { get; init; }

    /// <summary>The status of a case that was not run.</summary>
    internal const string SkippedStatus = "skipped";

    /// <summary>The status of a case that ran into an error or missed the gate.</summary>
    internal const string FailedStatus = "failed";

    /// <summary>The status of a case that met the gate.</summary>
    internal const string PassedStatus = "passed";

    /// <summary>This case, not run.</summary>
    /// <param name="reason">Why.</param>
    public ParityCase Skip(string reason)
    {
        return this with { Status = SkippedStatus, Reason = reason };
    }

    /// <summary>This case, failed before there was anything to compare.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="hasRun">False for a model that is unreadable.</param>
    public ParityCase Fail(string reason, bool hasRun = true)
    {
        return this with { Status = FailedStatus, Passed = false, Reason = reason, HasRun = hasRun };
    }

    /// <summary>This case, compared.</summary>
    /// <param name="verdict">The outcome.</param>
    public ParityCase Judged(ParityVerdict verdict)
    {
        return this with
        {
            Status = verdict.Passed ? PassedStatus : FailedStatus,
            Passed = verdict.Passed,
            Reason = verdict.Reason,
            MaxAbs = verdict.MaxAbs,
            MeanAbs = verdict.MeanAbs,
            MaxRel = verdict.MaxRel,
            Cosine = verdict.Cosine,
            PsnrDb = verdict.PsnrDb,
            Top1 = verdict.Top1,
            HasRun = true,
        };
    }
}
