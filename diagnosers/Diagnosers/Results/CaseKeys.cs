using BenchmarkDotNet.Running;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Diagnosers.Results;

/// <summary>The key of a BenchmarkDotNet case: framework, variant and provider from its job's environment variables, the rest from its params by name.</summary>
public static class CaseKeys
{
    /// <summary>Environment variable of a job: framework id.</summary>
    public const string FrameworkVariable = "INFERENCEBENCH_FRAMEWORK";

    /// <summary>Environment variable of a job: provider id.</summary>
    public const string ProviderVariable = "INFERENCEBENCH_PROVIDER";

    /// <summary>Environment variable of a job: variant id.</summary>
    public const string VariantVariable = "INFERENCEBENCH_VARIANT";

    /// <summary>The key; params are the properties <c>Model</c>, <c>Batch</c>, <c>Precision</c> and <c>Device</c> of the benchmark class.</summary>
    /// <param name="benchmarkCase">A case of this suite.</param>
    public static CaseKey From(BenchmarkCase benchmarkCase)
    {
        throw new NotImplementedException();
    }
}
