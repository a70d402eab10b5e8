using System.Text.Json;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Schema;
using static InferenceBench.Tests.Unit.Reporting.Comparison.SampleRows;

namespace InferenceBench.Tests.Unit.Reporting.Comparison;

/// <summary>Results of three machines made by hand, with one of everything: two runs merged, two power modes, copies outside, a failed and a skipped case, problems, unknown fields.</summary>
internal static class SampleComparison
{
    public static ResultComparison Create()
    {
        RowOrigin server = Origin("server", 1, gpus: "Test A2") with { Unknown = new Dictionary<string, JsonElement> { ["addedLater"] = JsonSerializer.SerializeToElement(7) } };
        RowOrigin again = Origin("server", 2, gpus: "Test A2");
        RowOrigin orin = Origin("orin", 3, "2: MODE_15W", gpus: "Orin");
        RowOrigin fast = Origin("orin", 4, "0: MAXN", dirty: true, gpus: "Orin");
        ResultRow withUncertainty = Row(server, Key(device: "cuda:0"), 4, "gpu", "inside");
        return ResultComparison.Of(new ResultSet(
            [
                withUncertainty with { Figures = FigureSet.Of(figure => figure switch { Figure.EnergyUncertaintyJoules => 0.002, Figure.NetEnergyJoules => -0.0125, _ => withUncertainty.Figures[figure] }) },
                Row(server, Key("libtorch", "optimised", "cuda:0"), 5.5, "gpu", "inside") with { Notes = ["CoV 5.0 % > 2.5 %"], Unknown = new Dictionary<string, JsonElement> { ["extra"] = JsonSerializer.SerializeToElement("kept") } },
                Row(server, Key("tensorrt", device: "cuda:0", provider: "tensorrt"), 1.25, "gpu", "outside"),
                Row(server, Key(), 20, "package"),
                Row(server, Key("tensorflow", "xla", batch: 8), 80) with { DisplayName = "tfxla" },
                Row(again, Key(device: "cuda:0"), 5, "gpu", "inside"),
                Row(orin, Key(device: "cuda:0"), 16, "module", "inside"),
                Row(orin, Key("libtorch", "optimised", "cuda:0"), 15, "module", "inside"),
                Row(fast, Key(device: "cuda:0"), 8, "module", "inside"),
                Failed(server, Key("libtorch", "eager", "cuda:0"), CaseStatus.Failed, "CUDA error 2: out of memory | asked for 3 GB"),
                Failed(server, Key("tensorrt", device: "cuda:0", provider: "tensorrt", batch: 8), CaseStatus.Skipped, "libnvinfer.so.10 not found"),
                Failed(orin, Key("tensorrt", device: "cuda:0", provider: "tensorrt"), CaseStatus.Skipped, "libnvinfer.so.10 not found"),
            ],
            [
                new ReadProblem("server/broken/report.json", ProblemKind.Unreadable, "it is no valid JSON"),
                new ReadProblem("copy/report.json", ProblemKind.Repeated, "run server/2026-01-01-0123456 was read from server/2026-01-01/report.json"),
            ],
            6));
    }

    /// <summary>A comparison whose every text is an attack.</summary>
    /// <param name="text">The text.</param>
    public static ResultComparison Hostile(string text)
    {
        RowOrigin origin = Origin(text) with
        {
            File = text,
            PowerMode = text,
            Commit = text,
            RunId = text,
            Description = new MachineReport { Name = text, Cpu = text, Gpus = [text], Os = text, Driver = text, Cuda = text, MissingFrameworks = new Dictionary<string, string> { [text] = text } },
        };
        ResultRow row = Row(origin, new CaseKey(text, text, text, text, text, 1, text), 10, text, text, text);
        return ResultComparison.Of(new ResultSet(
            [
                row with { DisplayName = text, Flags = [new RowFlag(text, text)], Notes = [text], Settings = new Dictionary<string, string> { [text] = text }, Scenario = text, PowerSource = text, SamplesFile = text },
                Row(origin, Key("onnxruntime"), -5),
                Failed(origin, new CaseKey(text, text, text, text, text, 1, text), CaseStatus.Failed, text),
                Failed(origin, new CaseKey(text, text, text, text, text, 1, text), CaseStatus.Skipped, text),
            ],
            [new ReadProblem(text, ProblemKind.Unreadable, text)],
            1));
    }
}
