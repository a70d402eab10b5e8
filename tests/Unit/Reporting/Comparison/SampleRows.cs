using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Tests.Unit.Reporting.Comparison;

/// <summary>Rows made by hand.</summary>
internal static class SampleRows
{
    public static RowOrigin Origin(string machine = "box", int day = 1, string? powerMode = null, bool dirty = false, string? commit = "0123456789abcdef", params string[] gpus)
    {
        return new RowOrigin
        {
            File = $"{machine}/2026-01-{day:D2}/report.json",
            FullPath = $"/results/{machine}/2026-01-{day:D2}/report.json",
            Format = ResultFormats.Report,
            Machine = machine,
            Description = new MachineReport { Name = machine, Cpu = "Test CPU (2 processors)", Gpus = gpus, Os = "Debian GNU/Linux 13" },
            RunId = $"{machine}/2026-01-{day:D2}-0123456",
            StartedUtc = new DateTimeOffset(2026, 1, day, 3, 4, 5, TimeSpan.Zero),
            Commit = commit,
            IsDirty = dirty,
            PowerMode = powerMode,
            Schema = 1,
        };
    }

    public static CaseKey Key(string framework = "onnxruntime", string variant = "default", string device = "cpu", string? provider = null, string model = "resnet50", int batch = 1)
    {
        return new CaseKey(framework, variant, provider ?? device.Split(':')[0], device, model, batch, "fp32");
    }

    /// <summary>A row with a median, and 10 W where it has a scope.</summary>
    public static ResultRow Row(RowOrigin origin, CaseKey key, double p50Ms, string? scope = null, string? transfers = null, string? version = "1.0")
    {
        double rate = 1000 / p50Ms;
        double? energy = scope is null ? null : p50Ms / 100;
        return new ResultRow
        {
            Origin = origin,
            Key = key,
            FrameworkVersion = version,
            EnergyScope = scope,
            Transfers = transfers,
            Settings = new Dictionary<string, string> { ["threads"] = "2" },
            Parity = new ParityResult("passed", null, "onnxruntime 1.0 cpu", 0, 0, 1, null, 1),
            Figures = new FigureSet.Builder()
                .Set(Figure.MeanMs, p50Ms * 1.01)
                .Set(Figure.P50Ms, p50Ms)
                .Set(Figure.Inferences, 100)
                .Set(Figure.InferencesPerSecond, rate)
                .Set(Figure.ImagesPerSecond, rate * key.Batch)
                .Set(Figure.EnergyJoules, energy)
                .Set(Figure.ImagesPerJoule, key.Batch / energy)
                .Set(Figure.PowerWatts, scope is null ? null : 10)
                .ToSet(),
        };
    }

    public static ResultRow Failed(RowOrigin origin, CaseKey key, string status = CaseStatus.Failed, string reason = "CUDA error 2: out of memory")
    {
        return new ResultRow { Origin = origin, Key = key, Status = status, Reason = reason };
    }

    public static ResultSet Set(params IReadOnlyList<ResultRow> rows)
    {
        return new ResultSet(rows, [], rows.Select(static row => row.Origin).Distinct().Count());
    }

    public static ResultComparison Compare(params IReadOnlyList<ResultRow> rows)
    {
        return ResultComparison.Of(Set(rows));
    }

    public static ComparedCase Case(this ResultComparison comparison, string framework, string? device = null)
    {
        return comparison.Cases.Single(found => found.FrameworkLabel == framework && (device is null || found.DeviceLabel == device));
    }
}
