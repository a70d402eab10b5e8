using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Reporting.Import.Reports;

/// <summary>The names of <c>report.json</c> within a case, in the order in which they are written, and what becomes of them.</summary>
internal static class CaseNames
{
    /// <summary>The names of <see cref="CaseField"/>.</summary>
    public static readonly string[] CaseTexts = [.. Enum.GetNames<CaseField>().Select(CamelCase)];

    /// <summary>A case's own properties.</summary>
    public static readonly NameTable Case = new(CaseTexts);

    /// <summary>Energy's properties: the names of <see cref="EnergyField"/>.</summary>
    public static readonly NameTable Energy = new(Enum.GetNames<EnergyField>().Select(CamelCase));

    /// <summary>Parity's properties.</summary>
    public static readonly NameTable Parity = new("status", "reason", "reference", "maxAbs", "maxRel", "cosine", "psnrDb", "top1");

    /// <summary>Properties of <c>latencyMs</c>.</summary>
    public static readonly NameTable Latency = new("mean", "p50", "p90", "p95", "p99", "p90Bound", "p95Bound", "p99Bound", "min", "max", "stddev", "n");

    /// <summary>Properties of <c>coldStartMs</c>.</summary>
    public static readonly NameTable ColdStart = new("load", "firstInference");

    /// <summary>Properties of <c>deviceMs</c>.</summary>
    public static readonly NameTable Device = new("h2d", "compute", "d2h", "enqueue", "n");

    /// <summary>The figures of <see cref="Latency"/>; null: not compared.</summary>
    public static readonly Figure?[] LatencyFigures =
    [
        Figure.MeanMs, Figure.P50Ms, Figure.P90Ms, Figure.P95Ms, Figure.P99Ms, null, null, null, Figure.MinMs, Figure.MaxMs, Figure.StdDevMs, Figure.Inferences,
    ];

    /// <summary>The figures of <see cref="ColdStart"/>.</summary>
    public static readonly Figure?[] ColdStartFigures = [Figure.LoadMs, Figure.FirstInferenceMs];

    /// <summary>The figures of <see cref="Device"/>.</summary>
    public static readonly Figure?[] DeviceFigures = [Figure.H2dMs, Figure.ComputeMs, Figure.D2hMs, Figure.EnqueueMs, null];

    private static string CamelCase(string name)
    {
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
