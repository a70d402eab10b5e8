using InferenceBench.Reporting.Schema;

namespace InferenceBench.Cases;

/// <summary>The cases of this run, where BenchmarkDotNet can reach them: it asks freshly created benchmark objects for their params.</summary>
internal static class CaseSelection
{
    /// <summary>All cases of the run, in its order.</summary>
    public static IReadOnlyList<PlannedCase> Current { get; set; } = [];

    /// <summary>The distinct values of one param of a benchmark class.</summary>
    /// <param name="benchmark">The class.</param>
    /// <param name="value">Picks the param.</param>
    public static IEnumerable<T> ValuesOf<T>(Type benchmark, Func<CaseKey, T> value)
    {
        return Current.Where(planned => planned.Benchmark == benchmark).Select(planned => value(planned.Key)).Distinct();
    }
}
