using InferenceBench.Contracts;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Cases;

/// <summary>One case of a run: it will run, or it is skipped with a reason.</summary>
/// <param name="Benchmark">The benchmark class.</param>
/// <param name="Key">Its key.</param>
/// <param name="Model">Its model.</param>
/// <param name="Target">Where it runs.</param>
/// <param name="Precision">What it computes in: the model's own precision, or one to which the framework converts it.</param>
/// <param name="SkipReason">Why it does not run, in one line; null when it runs.</param>
/// <param name="IsQuiet">The user did not ask for it, so its skip is worth telling only when nothing runs at all.</param>
internal sealed record PlannedCase(
    Type Benchmark,
    CaseKey Key,
    IModelSource Model,
    CaseTarget Target,
    Precision Precision,
    string? SkipReason,
    bool IsQuiet);
