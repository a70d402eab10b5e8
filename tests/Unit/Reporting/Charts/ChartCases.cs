using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Tests.Unit.Reporting.Charts;

/// <summary>Comparisons made by hand, with figures like real ones.</summary>
internal static class ChartCases
{
    public static ResultRow Row(
        string framework = "onnxruntime",
        string machine = "a2",
        string device = "cuda:0",
        string model = "resnet50",
        int batch = 8,
        string precision = "fp32",
        double p50Ms = 12.5,
        double? watts = 45,
        double? macs = 4_089_184_256,
        string? scope = "gpu",
        string? scenario = null,
        string? transfers = null,
        string folder = "/nowhere/run")
    {
        double rate = batch * 1000 / p50Ms;
        double? joules = watts * p50Ms / 1000;
        return new ResultRow
        {
            Origin = new RowOrigin { File = $"{machine}/report.json", FullPath = Path.Combine(folder, "report.json"), Format = ResultFormats.Report, Machine = machine, RunId = $"{machine}/2026-01-02-0123456" },
            Key = new CaseKey(framework, "default", device.StartsWith("cuda", StringComparison.Ordinal) ? "cuda" : device, device, model, batch, precision),
            Figures = new FigureSet.Builder()
                .Set(Figure.P50Ms, p50Ms).Set(Figure.P99Ms, p50Ms * 1.3).Set(Figure.MeanMs, p50Ms * 1.02).Set(Figure.Inferences, 1000)
                .Set(Figure.InferencesPerSecond, rate / batch).Set(Figure.ImagesPerSecond, rate).Set(Figure.Macs, macs)
                .Set(Figure.PowerWatts, watts).Set(Figure.EnergyJoules, joules).Set(Figure.EnergyUncertaintyJoules, joules * 0.06).Set(Figure.ImagesPerJoule, batch / joules)
                .ToSet(),
            EnergyScope = watts is null ? null : scope,
            PowerSource = watts is null ? null : "nvml",
            Scenario = scenario,
            Transfers = transfers,
        };
    }

    public static ResultComparison Compare(params IReadOnlyList<ResultRow> rows)
    {
        return ResultComparison.Of(new ResultSet(rows, [], rows.Count));
    }

    /// <summary>Frameworks × devices × batches of one model.</summary>
    public static ResultComparison Grid(int frameworks, int devices, IReadOnlyList<int> batches, string model = "resnet50", string precision = "fp32")
    {
        string[] names = ["onnxruntime", "tensorrt", "libtorch", "tensorflow", "keras", "torchsharp", "tfxla", "openvino", "tvm", "ncnn"];
        string[] machines = ["a2", "v100s", "orin-agx-15w-developer-kit", "titan-x", "h100"];
        return Compare(
        [
            .. from device in Enumerable.Range(0, devices)
               from framework in Enumerable.Range(0, frameworks)
               from batch in batches
               let ms = (2.5 + (framework * 0.9) + (device * 1.7)) * Math.Pow(batch, 0.85)
               select Row(names[framework % names.Length], machines[device % machines.Length], "cuda:0", model, batch, precision, ms, 30 + (18 * device) + (4 * Math.Log2(batch)) + ((framework * 7) % 5)),
        ]);
    }
}
