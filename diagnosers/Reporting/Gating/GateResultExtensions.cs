using InferenceBench.Reporting.Gating.Evidence;

namespace InferenceBench.Reporting.Gating;

/// <summary>Fills results from evidence.</summary>
internal static class GateResultExtensions
{
    /// <summary>Adds the figures of both sides.</summary>
    /// <param name="result">The result, with its counts.</param>
    /// <param name="evidence">The evidence.</param>
    public static GateResult WithFigures(this GateResult result, RatioEvidence evidence)
    {
        return result with
        {
            Base = Filled(result.Base!, evidence.Base),
            Diff = Filled(result.Diff!, evidence.Diff),
            BlockP = evidence.Blocks?.TwoSidedP,
            CliffsDelta = evidence.CliffsDelta,
        };
    }

    private static GateFigure Filled(GateFigure counts, SideEstimates side)
    {
        int launches = side.Logs.Length;
        return counts with { Value = side.Figure, LaunchDeviation = launches > 1 ? Math.Sqrt(side.SumOfSquares / (launches - 1)) : null };
    }
}
