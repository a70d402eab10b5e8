using System.Globalization;
using BenchmarkDotNet.Jobs;
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

    /// <summary>
    /// The key; params are the properties <c>Model</c>, <c>Batch</c>, <c>Precision</c> and <c>Device</c> of the benchmark class. A benchmark that is no
    /// inference case gets <c>Class.Method</c> as its framework, variant <c>default</c>, batch 1, and "" for what it does not have.
    /// </summary>
    /// <param name="benchmarkCase">A case of this suite.</param>
    public static CaseKey From(BenchmarkCase benchmarkCase)
    {
        ArgumentNullException.ThrowIfNull(benchmarkCase);
        string method = $"{benchmarkCase.Descriptor.Type.Name}.{benchmarkCase.Descriptor.WorkloadMethod.Name}";
        bool hasBatch = int.TryParse(Param(benchmarkCase, "Batch"), NumberStyles.None, CultureInfo.InvariantCulture, out int batch);
        return new CaseKey(
            Variable(benchmarkCase, FrameworkVariable) ?? method,
            Variable(benchmarkCase, VariantVariable) ?? "default",
            Variable(benchmarkCase, ProviderVariable) ?? "",
            Param(benchmarkCase, "Device")?.ToLowerInvariant() ?? "",
            ModelName(Param(benchmarkCase, "Model")),
            hasBatch ? Math.Max(batch, 1) : 1,
            Param(benchmarkCase, "Precision")?.ToLowerInvariant() ?? "");
    }

    private static string? Variable(BenchmarkCase benchmarkCase, string name)
    {
        return benchmarkCase.Job.HasValue(EnvironmentMode.EnvironmentVariablesCharacteristic)
            ? benchmarkCase.Job.Environment.EnvironmentVariables.LastOrDefault(variable => variable.Key == name)?.Value
            : null;
    }

    private static string? Param(BenchmarkCase benchmarkCase, string name)
    {
        object? value = benchmarkCase.Parameters.Items.FirstOrDefault(item => item.Name == name)?.Value;
        return value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
    }

    // A catalogue id has no folder; a file has one and is known by its name.
    private static string ModelName(string? model)
    {
        return model is not null && model.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? Path.GetFileNameWithoutExtension(model)
            : model ?? "";
    }
}
