using System.Globalization;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Scale;

/// <summary>Seeded folders of results as large as real ones: settings, windows, parity, notes and energies.</summary>
internal static class GeneratedResults
{
    private static readonly string[] s_frameworks = ["onnxruntime", "libtorch", "tensorflow", "tensorrt", "torchsharp"];
    private static readonly string[] s_models = ["resnet50", "mobilenet_v3_large", "resnet18", "vgg16", "efficientnet_b0"];
    private static readonly int[] s_batches = [1, 8, 32, 64];

    /// <summary>Writes <c>MACHINE/DATE-SHA7-N/report.json</c> below a folder; the same arguments give the same files.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="runs">Run folders.</param>
    /// <param name="cases">Cases of each run.</param>
    /// <param name="seed">Seed of the figures.</param>
    /// <param name="first">Number of the first run: a set grows by going on where it ended.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    public static void Write(string root, int runs, int cases, int seed = 1, int first = 0)
    {
        foreach (int run in Enumerable.Range(first, runs))
        {
            RunReport report = Report(run, cases, seed);
            string folder = Path.Combine(root, report.Run.Id);
            Directory.CreateDirectory(folder);

            // Not atomic and not on the disk at once: a thousand of them are thrown away in a minute.
            File.WriteAllText(Path.Combine(folder, RunReport.FileName), report.ToJson());
        }
    }

    /// <summary>One run. Each machine has fifty of them, of the same cases.</summary>
    /// <param name="run">Its number, from 0.</param>
    /// <param name="cases">Its cases.</param>
    /// <param name="seed">Seed of the figures.</param>
    public static RunReport Report(int run, int cases, int seed = 1)
    {
        var random = new Random(HashCode.Combine(seed, run) & int.MaxValue);
        int machine = run / 50;
        string name = string.Create(CultureInfo.InvariantCulture, $"machine-{machine:D3}");
        DateTimeOffset started = new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero).AddHours(run);
        string commit = string.Create(CultureInfo.InvariantCulture, $"{run * 2654435761L & 0xFFFFFFF:x7}").PadRight(40, 'a');
        return new RunReport
        {
            Machine = new MachineReport
            {
                Name = name,
                Cpu = "Generated CPU @ 2.10GHz, 8 processors",
                Gpus = ["Generated GPU 16GB"],
                MemoryBytes = 33_554_432_000,
                Os = "Debian GNU/Linux 13 (trixie)",
                Kernel = "6.12.0-generated",
                Driver = "570.124.06",
                Cuda = "12.8",
                Frameworks = s_frameworks.ToDictionary(static id => id, static _ => "1.29.0"),
            },
            Run = new RunInfo
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{name}/{started:yyyy-MM-dd}-{commit[..7]}-{run}"),
                StartedUtc = started,
                FinishedUtc = started.AddMinutes(50),
                Commit = commit,
                Dirty = run % 17 == 3,
                Arguments = ["--filter", "*", "--devices", "cpu,cuda:0"],
                PowerMode = run % 2 == 0 ? "0: MAXN" : "2: MODE_15W",
            },
            Cases = [.. Enumerable.Range(0, cases).Select(index => Case(index, random))],
        };
    }

    private static CaseReport Case(int index, Random random)
    {
        string framework = s_frameworks[index % s_frameworks.Length];
        string model = s_models[index / 5 % s_models.Length];
        int batch = s_batches[index / 25 % s_batches.Length];
        string device = index / 100 % 2 == 0 ? "cuda:0" : "cpu";
        string model2 = index < 200 ? model : string.Create(CultureInfo.InvariantCulture, $"{model}_{index / 200}");
        var key = new CaseKey(framework, "default", device == "cpu" ? "cpu" : "cuda", device, model2, batch, "fp32");
        if (index % 20 == 19)
        {
            return CaseReport.Of(key, index % 40 == 39 ? CaseStatus.Failed : CaseStatus.Skipped, "CUDA error 2: out of memory (asked for 3 GB)");
        }

        double mean = batch * (1 + (4 * random.NextDouble()));
        double variation = 0.03 * random.NextDouble();
        EnergyReport energy = Energy("nvml", "gpu", mean, random);
        return CaseReport.Of(key, CaseStatus.Ok) with
        {
            FrameworkVersion = "1.29.0",
            Benchmark = "ImageBenchmarks.Inference",
            Notes = variation > 0.025 ? [string.Create(CultureInfo.InvariantCulture, $"CoV {100 * variation:F1} % > 2.5 %")] : [],
            LatencyMs = Latency(mean, variation),
            Cov = variation,
            InferencesPerSecond = 1000 / mean,
            ImagesPerSecond = batch * 1000 / mean,
            ColdStartMs = new ColdStart(900 * random.NextDouble(), 80 * random.NextDouble()),
            WarmUp = new WarmUp(1000.5, 14),
            ManagedBytesPerInference = 0,
            PeakResidentBytes = 314_572_800 + random.Next(1 << 20),
            Macs = 4_089_184_256,
            Parity = new ParityResult("passed", null, "onnxruntime 1.29.0 cpu", 1.3e-6, 2.9e-4, 0.99999999, 118.2, 1),
            Windows = [.. Enumerable.Range(0, 8).Select(i => new WindowReport(81_234_567_890_123 + (i * 200_000_123L), 81_234_767_890_123 + (i * 200_000_123L)))],
            SamplesFile = $"samples/{key.ToFileName()}.trace",
            Energy = energy,
            EnergySources = index % 4 == 0 ? [energy, Energy("rapl", "package", mean, random)] : [energy],
            Settings = Settings(framework),
        };
    }

    private static LatencySummary Latency(double mean, double variation)
    {
        return new LatencySummary
        {
            Mean = mean,
            P50 = mean * 0.99,
            P90 = mean * (1 + variation),
            P95 = mean * (1 + (2 * variation)),
            P99 = mean * (1 + (3 * variation)),
            P90Bound = mean * (1 + (1.1 * variation)),
            P95Bound = mean * (1 + (2.1 * variation)),
            P99Bound = mean * (1 + (3.1 * variation)),
            Min = mean * 0.95,
            Max = mean * (1 + (4 * variation)),
            Stddev = mean * variation,
            N = (long)(3000 / mean) + 700,
        };
    }

    private static EnergyReport Energy(string source, string scope, double meanMs, Random random)
    {
        double watts = 40 + (60 * random.NextDouble());
        return new EnergyReport
        {
            Source = source,
            Scope = scope,
            Board = "Generated board, 16 GiB",
            Route = "counter",
            RefreshMs = 100,
            PerInferenceJoulesGross = watts * meanMs / 1000,
            PerInferenceJoulesNet = (watts - 20) * meanMs / 1000,
            UncertaintyJoules = 0.05 * watts * meanMs / 1000,
            UncertaintyJoulesNet = 0.05 * (watts - 20) * meanMs / 1000,
            Joules = watts * 3,
            MeanWatts = watts,
            PeakWatts = watts * 1.1,
            IdleWatts = 20.0004,
            WindowSeconds = 3.000123,
            Inferences = 3000,
            Samples = 963,
            Coverage = 1,
            GpuUtilizationPercent = 97.25,
            MemoryUsedBytes = 1_610_612_736,
            MaxTemperatureC = 71,
            MinSmClockMhz = 1200,
            MeanSmClockMhz = 1380.5,
            SmClockPercentOfMax = 98.607,
            ThrottleReasons = ["sw_power_cap"],
            Flags = random.Next(4) == 0 ? ["edge_hold", "idle_drift"] : [],
            Notes = [],
        };
    }

    private static Dictionary<string, string> Settings(string framework)
    {
        return new Dictionary<string, string>
        {
            ["provider"] = "cuda",
            ["threads"] = "8",
            ["interOpThreads"] = "1",
            ["optimisation"] = "all",
            ["memory"] = "pinned",
            ["transfers"] = "in the timed region",
            ["library"] = $"{framework} 1.29.0, the package's own",
            ["cuda"] = "driver 12.8, runtime 12.8",
            ["precision"] = "fp32",
            ["tf32"] = "false",
        };
    }
}
