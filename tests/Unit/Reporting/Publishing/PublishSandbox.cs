using InferenceBench.Reporting.Publishing;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Statistics;

namespace InferenceBench.Tests.Unit.Reporting.Publishing;

/// <summary>A checkout with the pages that are published to, and runs made by hand.</summary>
internal sealed class PublishSandbox : IDisposable
{
    public const string Readme = "# Title\n\n<!-- table:begin -->\nold table\n<!-- table:end -->\n\n<!-- chart:begin -->\n<!-- chart:end -->\n\nmore\n";
    public const string IndexPage = "# Results\n\n<!-- index:begin -->\nNo results are published yet.\n<!-- index:end -->\n\nmore\n";
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private readonly TemporaryFolder _folder = new();

    public PublishSandbox()
    {
        Directory.CreateDirectory(Results);
        File.WriteAllText(_folder["README.md"], Readme);
        File.WriteAllText(_folder["results/README.md"], IndexPage);
    }

    public string Root => _folder.ToString();

    public string Results => _folder["results"];

    public string this[string path] => File.ReadAllText(_folder[path]);

    public static PrivatePaths NoPaths { get; } = new(null, null, null);

    /// <summary>The frameworks' case of each median latency.</summary>
    public static CaseReport[] Cases(params (string Framework, double Ms)[] medians)
    {
        return [.. medians.Select(static pair => Measured(pair.Framework, "resnet50", 1, pair.Ms))];
    }

    public static CaseReport Measured(string framework, string model, int batch, double ms)
    {
        // Evenly spread latencies around the median.
        LatencyDistribution latencies = LatencyDistribution.Of(Enumerable.Range(0, 101).Select(i => ms * (0.99 + (0.0002 * i))))!;
        var key = new CaseKey(framework, "default", "cpu", "cpu", model, batch, "fp32");
        return CaseReport.Of(key, CaseStatus.Ok) with
        {
            FrameworkVersion = "1.2.3",
            LatencyMs = latencies.Summarize(),
            InferencesPerSecond = 1000 / ms,
            ImagesPerSecond = batch * 1000 / ms,
            ColdStartMs = new ColdStart(10 * ms, 2 * ms),
            PeakResidentBytes = 100 * 1024 * 1024,
        };
    }

    public static PublishedRun Run(string machine, string name, string startedUtc, params CaseReport[] cases)
    {
        return new PublishedRun(machine, name, new RunReport
        {
            Machine = new MachineReport { Name = machine, Cpu = "Test CPU (2 processors)", Gpus = ["GPU A", "GPU A"], Os = "Test OS 1", Driver = "550.1" },
            Run = new RunInfo
            {
                Id = $"{machine}/{name}",
                StartedUtc = DateTimeOffset.Parse(startedUtc, System.Globalization.CultureInfo.InvariantCulture),
                FinishedUtc = DateTimeOffset.Parse(startedUtc, System.Globalization.CultureInfo.InvariantCulture).AddMinutes(1),
                Commit = Commit,
                Dirty = false,
            },
            Cases = cases,
        });
    }

    /// <summary>Puts a run where runs are.</summary>
    public PublishedRun Add(PublishedRun run)
    {
        string folder = Path.Combine(Results, run.Machine, run.Name);
        Directory.CreateDirectory(folder);
        run.Report.Write(Path.Combine(folder, RunReport.FileName));
        return run;
    }

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllText(_folder[path], text);
    }

    public void Dispose()
    {
        _folder.Dispose();
    }
}
