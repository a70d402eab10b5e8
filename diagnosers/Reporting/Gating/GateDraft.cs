using InferenceBench.Reporting.Gating.Evidence;

namespace InferenceBench.Reporting.Gating;

/// <summary>A result on its way: what the case itself says, before it is held against the others.</summary>
/// <param name="Result">What is known; its verdict stands unless there is evidence.</param>
/// <param name="Evidence">What is to be judged; null when there is nothing to test.</param>
internal sealed record GateDraft(GateResult Result, RatioEvidence? Evidence = null);
