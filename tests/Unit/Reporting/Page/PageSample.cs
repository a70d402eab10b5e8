using InferenceBench.Reporting.Charts;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Page;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Tests.Unit.Reporting.Page;

/// <summary>Comparisons for tests of the page, made by hand: two machines, frameworks, models and batches with figures that follow from their numbers.</summary>
internal static class PageSample
{
    public static readonly string[] Frameworks = ["onnxruntime", "libtorch", "tensorflow", "tensorrt"];

    /// <summary>Thirty-two rows that ran, one that failed, one that was skipped, one without percentiles and energy; a file that cannot be read.</summary>
    public static ResultComparison Small()
    {
        List<ResultRow> rows = [];
        foreach (string machine in new[] { "alpha", "beta" })
        {
            RowOrigin origin = Origin(machine);
            rows.AddRange(
                from model in new[] { "resnet50", "mobilenet_v3_large" }
                from batch in new[] { 1, 8 }
                from framework in Frameworks
                select Row(origin, framework, model, batch, LatencyMs(machine, framework, model, batch)));
        }

        RowOrigin alpha = rows[0].Origin;
        rows.Add(new ResultRow { Origin = alpha, Key = Key("torchsharp", "resnet152", 1), Status = CaseStatus.Failed, Reason = "CUDA error 2: out of memory; asked for 3 GB" });
        rows.Add(new ResultRow { Origin = alpha, Key = Key("tensorrt", "resnet152", 1), Status = CaseStatus.Skipped, Reason = "libnvinfer.so.10 not found" });
        rows.Add(Row(alpha, "onnxruntime", "resnet152", 1, 40) with
        {
            EnergyScope = null,
            PowerSource = null,
            Flags = [new RowFlag(RowFlags.HighVariation, "CoV 5.1 %")],
            Figures = FigureSet.Of(static figure => figure switch { Figure.P50Ms => 40, Figure.Inferences => 50, Figure.ImagesPerSecond => 25, _ => null }),
        });
        return ResultComparison.Of(new ResultSet(rows, [new ReadProblem("results/gamma/report.json", ProblemKind.Unreadable, "no valid JSON: it ends in a string")], 3));
    }

    /// <summary>As many rows as asked for, ten to a run, each run of a later day.</summary>
    public static ResultComparison Large(int count)
    {
        List<ResultRow> rows = new(count);
        for (int i = 0; i < count; i++)
        {
            RowOrigin origin = i % 10 == 0 ? Origin($"machine-{i / 10 % 5}", i / 10) : rows[^1].Origin;
            string model = i % 10 < 5 ? "resnet50" : "mobilenet_v3_large";
            rows.Add(Row(origin, Frameworks[i % 4], model, 1 << (i % 5), 1 + (i * 7919 % 1000 / 10.0)));
        }

        return ResultComparison.Of(new ResultSet(rows, [], (count + 9) / 10));
    }

    /// <summary>A comparison of a few rows in which every text is the given one.</summary>
    public static ResultComparison Hostile(string text)
    {
        RowOrigin origin = Origin("alpha") with
        {
            File = text,
            Machine = text,
            RunId = text,
            Commit = text,
            PowerMode = text,
            Description = new MachineReport
            {
                Name = text,
                Cpu = text,
                Gpus = [text],
                Os = text,
                Frameworks = new Dictionary<string, string> { [text] = text },
                MissingFrameworks = new Dictionary<string, string> { [text] = text },
            },
            Run = new RunInfo { Id = text, StartedUtc = DateTimeOffset.UnixEpoch, Arguments = [text], Notes = [text] },
        };
        ResultRow row = new()
        {
            Origin = origin,
            Key = new CaseKey(text, text, text, text, text, 1, text),
            DisplayName = text,
            FrameworkVersion = text,
            Flags = [new RowFlag(text, text)],
            Notes = [text],
            Settings = new Dictionary<string, string> { [text] = text },
            Scenario = text,
            PowerSource = text,
            EnergyScope = text,
            SamplesFile = text,
            Parity = new ParityResult("passed", text, text, 0, 0, 1, null, 1),
            Figures = FigureSet.Of(static figure => figure == Figure.P50Ms ? 1.5 : null),
        };
        ResultRow failed = row with { Status = CaseStatus.Failed, Reason = text, Figures = FigureSet.Empty };
        return ResultComparison.Of(new ResultSet([row, failed], [new ReadProblem(text, ProblemKind.Unreadable, text)], 1));
    }

    /// <summary>Two charts as <see cref="ComparisonCharts"/> makes them: a title of its own, marks with titles.</summary>
    public static IReadOnlyList<ChartImage> Charts()
    {
        return [.. Enumerable.Range(1, 2).Select(static n => new ChartImage(
            $"bars-{n}",
            $"Chart {n}",
            $"Two bars of chart {n}.",
            $"""<svg class="ib-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" height="200" role="img" aria-labelledby="t{n}"><title id="t{n}">Chart {n}</title><rect class="ib-bar ib-s0" x="20" y="20" width="200" height="40"><title>onnxruntime: {n}.5 ms</title></rect><rect class="ib-bar ib-s1" x="20" y="100" width="300" height="40"><title>libtorch: {n}.75 ms</title></rect></svg>"""))];
    }

    public static string Html(ResultComparison comparison, IReadOnlyList<ChartImage>? charts = null)
    {
        using StringWriter writer = new();
        ReportPage.Write(comparison, charts ?? Charts(), writer);
        return writer.ToString();
    }

    public static RowOrigin Origin(string machine, int day = 0)
    {
        DateTimeOffset started = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddDays(day);
        return new RowOrigin
        {
            File = $"results/{machine}/{started:yyyy-MM-dd}-0123456/report.json",
            FullPath = $"/results/{machine}/{started:yyyy-MM-dd}-0123456/report.json",
            Format = ResultFormats.Report,
            Machine = machine,
            RunId = $"{machine}/{started:yyyy-MM-dd}-0123456",
            StartedUtc = started,
            Commit = "0123456789abcdef0123456789abcdef01234567",
            IsDirty = false,
            Schema = 1,
            Description = new MachineReport
            {
                Name = machine,
                Cpu = "Test CPU @ 2.10GHz (16 processors)",
                Gpus = ["Test GPU 80GB"],
                MemoryBytes = 68_719_476_736,
                Os = "Debian GNU/Linux 13",
                Kernel = "6.12.0",
                Driver = "570.1",
                Cuda = "12.8",
                Frameworks = Frameworks.ToDictionary(static id => id, static _ => "1.2.3"),
                MissingFrameworks = new Dictionary<string, string> { ["torchsharp"] = "not built: package TorchSharp 1.2.3 is not on the configured feeds" },
            },
            Run = new RunInfo { Id = $"{machine}/{started:yyyy-MM-dd}-0123456", StartedUtc = started, FinishedUtc = started.AddMinutes(3), Arguments = ["--filter", "*Resnet*", "--batch-sizes", "1,8"] },
        };
    }

    public static double LatencyMs(string machine, string framework, string model, int batch)
    {
        double speed = (machine == "alpha" ? 1 : 2.5) * (1 + (0.3 * Array.IndexOf(Frameworks, framework))) / (model == "resnet50" ? 4 : 1);
        return (0.5 + (0.5 * batch)) / speed;
    }

    private static CaseKey Key(string framework, string model, int batch)
    {
        return new CaseKey(framework, "default", "cuda", "cuda:0", model, batch, "fp32");
    }

    private static ResultRow Row(RowOrigin origin, string framework, string model, int batch, double p50Ms)
    {
        double joules = p50Ms * (framework == "tensorrt" ? 0.09 : 0.08);
        return new ResultRow
        {
            Origin = origin,
            Key = Key(framework, model, batch),
            FrameworkVersion = "1.2.3",
            PowerSource = "nvml",
            EnergyScope = "gpu",
            Transfers = "inside",
            Settings = new Dictionary<string, string> { ["threads"] = "16", ["graph"] = framework == "tensorrt" ? "captured" : "none" },
            Parity = new ParityResult("passed", null, "onnxruntime 1.2.3 cpu", 1.25e-6, 3.5e-5, 0.99999994, 92.5, 1),
            SamplesFile = $"samples/{framework}-{model}-b{batch}.trace",
            Figures = new FigureSet.Builder()
                .Set(Figure.P50Ms, p50Ms)
                .Set(Figure.P99Ms, p50Ms * 1.25)
                .Set(Figure.MeanMs, p50Ms * 1.01)
                .Set(Figure.Inferences, 1000)
                .Set(Figure.ImagesPerSecond, 1000 * batch / p50Ms)
                .Set(Figure.EnergyJoules, joules)
                .Set(Figure.EnergyUncertaintyJoules, joules * 0.04)
                .Set(Figure.ImagesPerJoule, batch / joules)
                .Set(Figure.PowerWatts, 1000 * joules / p50Ms)
                .Set(Figure.PeakResidentBytes, 314_572_800)
                .ToSet(),
        };
    }
}
