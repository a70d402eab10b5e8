using System.Globalization;
using System.Text;
using InferenceBench.Reporting.Comparison;

namespace InferenceBench.Tests.Unit.Reporting.Import;

/// <summary>A small file of one format.</summary>
/// <param name="Format">One of <see cref="ResultFormats"/>.</param>
/// <param name="Name">Path below a folder of its own.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record ResultSample(string Format, string Name, byte[] Bytes)
{
    private const string Benchmarks = """
        {"Title": "N.Net-20260304-050607", "HostEnvironmentInfo": {"BenchmarkDotNetVersion": "0.14.0", "OsVersion": "Debian GNU/Linux 12",
         "ProcessorName": "AMD EPYC 7763 64-Core Processor", "LogicalCoreCount": 8}, "Benchmarks": [
          {"DisplayInfo": "Net.Infer: DefaultJob [Model=resnet50, Batch=8]", "Type": "Net", "Method": "Infer", "Parameters": "Model=resnet50&Batch=8",
           "Statistics": {"OriginalValues": [2e6, 3e6, 3.5e6], "N": 3, "Min": 2e6, "Median": 3e6, "Mean": 2.8e6, "Max": 3.5e6, "StandardDeviation": 1.2e5,
            "Percentiles": {"P0": 2e6, "P50": 3e6, "P90": 3.4e6, "P95": 3.45e6, "P100": 3.5e6} }, "Memory": {"BytesAllocatedPerOperation": 512},
           "Measurements": [{"IterationMode": "Workload", "IterationStage": "Actual", "LaunchIndex": 1, "IterationIndex": 1, "Operations": 16, "Nanoseconds": 32000000}]}]}
        """;

    /// <summary>One or two of every format.</summary>
    public static List<ResultSample> All()
    {
        var old = new ResultSample(ResultFormats.Report, "old/report.json", Data("reporting/report.json"));
        return
        [
            new(ResultFormats.Report, "run/report.json", Data("reporting/energy.json")),
            new(ResultFormats.IterationCsv, "a2/onnxrt_10_it_work_py.csv", Encoding.UTF8.GetBytes(Iterations())),
            new(ResultFormats.BenchmarkDotNet, "Net-report-full.json", Encoding.UTF8.GetBytes(Benchmarks)),
            new(ResultFormats.Trtexec, "t4/resnet50_b8_fp16.json", Encoding.UTF8.GetBytes(Times())),
            new(ResultFormats.LoadGen, "orin/mlperf_log_summary.txt", Data("loadgen/Offline.mlperf_log_summary.txt")),
            new(ResultFormats.LoadGen, "nx/mlperf_log_summary.txt", Data("loadgen/SingleStream.mlperf_log_summary.txt")),
            old with { Bytes = old.OfRun(1) },
        ];
    }

    /// <summary>Its content as that of another run: of one run's files, only the first would be read.</summary>
    /// <param name="number">The run's number.</param>
    public byte[] OfRun(int number)
    {
        // Latin-1 has a character for every byte.
        string text = Encoding.Latin1.GetString(Bytes)
            .Replace("-01-02-0123456", string.Create(CultureInfo.InvariantCulture, $"-01-02-{number:D7}"), StringComparison.Ordinal)
            .Replace("-01-02-0000001", string.Create(CultureInfo.InvariantCulture, $"-01-02-{number:D7}"), StringComparison.Ordinal)
            .Replace("N.Net-", string.Create(CultureInfo.InvariantCulture, $"N{number}.Net-"), StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text);
    }

    /// <summary>Writes a file in its place.</summary>
    /// <param name="folder">The folder that it is in.</param>
    /// <param name="bytes">Its content, whole or damaged.</param>
    public void Write(string folder, byte[] bytes)
    {
        string path = Path.Combine(folder, Name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    private static byte[] Data(string name)
    {
        return File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", name));
    }

    private static string Iterations()
    {
        var text = new StringBuilder("Batch_Size,Elapsed_Times,Throughput,Latency,GPU_Memory_Usage\n");
        for (int i = 0; i < 20; i++)
        {
            double seconds = 0.5 + (0.01 * (i % 7));
            text.Append(CultureInfo.InvariantCulture, $"{(i < 10 ? 8 : 16)},{seconds:R},{512 / seconds:R},{seconds / 512:R},13980.0\n");
        }

        return text.ToString();
    }

    private static string Times()
    {
        IEnumerable<string> queries = Enumerable.Range(0, 30).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{ "startEnqMs" : {{i * 2}}.1, "endEnqMs" : {{i * 2}}.2, "startInMs" : {{i * 2}}.2, "endInMs" : {{i * 2}}.3, "startComputeMs" : {{i * 2}}.3, "endComputeMs" : {{(i * 2) + 1}}.5, "startOutMs" : {{(i * 2) + 1}}.5, "endOutMs" : {{(i * 2) + 1}}.6, "inMs" : 0.1, "computeMs" : 1.2, "outMs" : 0.1, "latencyMs" : 1.4 }"""));
        return $"[\n  {string.Join("\n, ", queries)}\n]\n";
    }
}
