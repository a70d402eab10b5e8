using InferenceBench.Reporting.Traces;

namespace InferenceBench.Diagnosers.Results;

/// <summary>One launch of a case: a child of its own, and what it leaves.</summary>
/// <param name="TraceFile">Where the child writes its trace.</param>
/// <param name="FactsFile">Where the child writes its facts.</param>
internal sealed record CaseLaunch(string TraceFile, string FactsFile)
{
    /// <summary>What the child said; null while it runs, and when it left nothing.</summary>
    public CaseFacts? Facts { get; set; }
}
