using System.Collections.Immutable;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace InferenceBench.Cases;

/// <summary>Runs and prints cases in the order of the plan; BenchmarkDotNet's own sorts by the names of jobs.</summary>
internal sealed class PlanOrderer : DefaultOrderer
{
    private readonly Func<BenchmarkCase, int> _position;

    /// <summary>An orderer.</summary>
    /// <param name="position">The position of a case in the plan.</param>
    public PlanOrderer(Func<BenchmarkCase, int> position)
    {
        _position = position;
    }

    /// <inheritdoc />
    public override IEnumerable<BenchmarkCase> GetExecutionOrder(ImmutableArray<BenchmarkCase> benchmarkCases, IEnumerable<BenchmarkLogicalGroupRule>? order = null)
    {
        return benchmarkCases.OrderBy(_position);
    }

    /// <inheritdoc />
    public override IEnumerable<BenchmarkCase> GetSummaryOrder(ImmutableArray<BenchmarkCase> benchmarksCases, Summary summary)
    {
        return benchmarksCases.OrderBy(_position);
    }
}
