using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Statistics;

namespace InferenceBench.Tests.Unit.Reporting;

/// <summary>A report made by hand that has one of everything: a case that is fine, one without percentiles, one that failed, two that were skipped.</summary>
internal static class SampleReport
{
    public static RunReport Create()
    {
        return new RunReport
        {
            Machine = new MachineReport
            {
                Name = "testcpu-host",
                Cpu = "Test CPU @ 2.10GHz (2 processors)",
                MemoryBytes = 16_777_216_000,
                Os = "Debian GNU/Linux 13",
                Kernel = "6.12.0",
                Frameworks = new Dictionary<string, string> { ["onnxruntime"] = "1.29.0" },
                MissingFrameworks = new Dictionary<string, string> { ["torchsharp"] = "not built: package TorchSharp 1.2.3 is not on the configured feeds" },
            },
            Run = new RunInfo
            {
                Id = "testcpu-host/2026-01-02-0123456",
                StartedUtc = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
                FinishedUtc = new DateTimeOffset(2026, 1, 2, 3, 5, 6, TimeSpan.Zero),
                Commit = "0123456789abcdef0123456789abcdef01234567",
                Dirty = true,
                Arguments = ["--filter", "*Resnet*"],
            },
            Cases =
            [
                Measured("resnet50", 1, 700, 68.8125, 0.05, "onnxruntime-cpu-resnet50-b1-fp32"),
                Measured("mobilenet_v3_large", 8, 40, 35.7, 3.0, "onnxruntime-cpu-mobilenet_v3_large-b8-fp32") with
                {
                    Notes = ["CoV 5.0 % > 2.5 %", "multimodal: latencies gather around more than one value"],
                },
                CaseReport.Of(Key("cuda", "cuda:0", "resnet50"), CaseStatus.Failed, "CUDA error 2: out of memory | asked for 3 GB"),
                CaseReport.Of(Key("tensorrt", "cuda:0", "resnet50"), CaseStatus.Skipped, "libnvinfer.so.10 not found"),
                CaseReport.Of(Key("tensorrt", "cuda:0", "mobilenet_v3_large"), CaseStatus.Skipped, "libnvinfer.so.10 not found"),
            ],
        };
    }

    public static CaseKey Key(string provider = "cpu", string device = "cpu", string model = "resnet50", int batch = 1)
    {
        return new CaseKey("onnxruntime", "default", provider, device, model, batch, "fp32");
    }

    private static CaseReport Measured(string model, int batch, int count, double leastMs, double spreadMs, string sample)
    {
        // Evenly spread latencies: least + spread · i / count.
        LatencyDistribution latencies = LatencyDistribution.Of(Enumerable.Range(0, count).Select(i => leastMs + (spreadMs * i / count)))!;
        double rate = 1000 / latencies.MeanMs;
        return CaseReport.Of(Key(model: model, batch: batch), CaseStatus.Ok) with
        {
            FrameworkVersion = "1.29.0",
            Benchmark = "ResnetBenchmarks.Inference",
            LatencyMs = latencies.Summarize(),
            Cov = latencies.CoefficientOfVariation,
            InferencesPerSecond = rate,
            ImagesPerSecond = batch * rate,
            ColdStartMs = new ColdStart(412.25, 80.5),
            WarmUp = new WarmUp(1000.5, 14),
            ManagedBytesPerInference = 0,
            PeakResidentBytes = 314_572_800,
            Macs = 4_089_184_256,
            Parity = new ParityResult("passed", null, "onnxruntime 1.29.0 cpu", 0, 0, 1, null, 1),
            Windows = [new WindowReport(1_000_000_000, 4_000_000_000)],
            SamplesFile = $"samples/{sample}.trace",
            Settings = new Dictionary<string, string> { ["threads"] = "2", ["transfers"] = "inside the timed region" },
        };
    }
}
