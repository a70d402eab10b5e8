using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Schema;
using Xunit;

namespace InferenceBench.Tests.Unit.Reporting.Import;

/// <summary>JSON of BenchmarkDotNet that other projects wrote.</summary>
public sealed class BenchmarkDotNetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_benchmark_is_a_row_of_its_iterations()
    {
        ResultRow row = Assert.Single(Read(Benchmark("Net.Infer: DefaultJob [Model=resnet50, batch=8]", "Model=resnet50&batch=8", "precision=FP16")).Rows);

        Assert.Equal(new CaseKey("Net.Infer", "default", "", "", "resnet50", 8, "fp16"), row.Key);
        Assert.Equal((4.0, 3.5, 6.5, null, 2.0, 8.0), (row.Figures[Figure.MeanMs], row.Figures[Figure.P50Ms], row.Figures[Figure.P90Ms], row.Figures[Figure.P99Ms], row.Figures[Figure.MinMs], row.Figures[Figure.MaxMs]));
        Assert.Equal((250.0, 2000.0), (row.Figures[Figure.InferencesPerSecond], row.Figures[Figure.ImagesPerSecond]));
        Assert.Null(row.Figures[Figure.Inferences]);
        Assert.Null(row.Figures[Figure.StdDevMs]);
        Assert.Equal([RowFlags.IterationMeans], row.Flags.Select(static flag => flag.Code));
        Assert.Equal("5", row.Settings["iterations"]);
        RowOrigin origin = row.Origin;
        Assert.Equal(
            (ResultFormats.BenchmarkDotNet, "amd-epyc-7763", new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), "Debian GNU/Linux 12"),
            (origin.Format, origin.Machine, origin.StartedUtc, origin.Description!.Os));
    }

    [Fact]
    public void Jobs_and_parameters_of_other_names_tell_cases_apart()
    {
        ResultSet set = Read(
            Benchmark("Net.Infer: .NET 8.0(Runtime=.NET 8.0) [N=1]", "N=1"),
            Benchmark("Net.Infer: .NET 10.0(Runtime=.NET 10.0) [N=1]", "N=1"),
            Benchmark("Net.Infer: .NET 10.0(Runtime=.NET 10.0) [N=2]", "N=2"));

        Assert.Equal([".NET 8.0; N=1", ".NET 10.0; N=1", ".NET 10.0; N=2"], set.Rows.Select(static row => row.Key.Variant));
        Assert.All(set.Rows, static row => Assert.Contains(RowFlags.BatchUnknown, row.Flags.Select(static flag => flag.Code)));
    }

    [Fact]
    public void A_benchmark_without_statistics_failed()
    {
        ResultRow row = Assert.Single(Read("""{"Type": "Net", "Method": "Infer", "Parameters": "", "Statistics": null}""").Rows);

        Assert.Equal((CaseStatus.Failed, "BenchmarkDotNet has no statistics of it"), (row.Status, row.Reason));
    }

    [Fact]
    public void Compressed_and_full_file_of_one_run_are_read_once()
    {
        Write("N-report-full.json", Benchmark("Net.Infer: DefaultJob", ""));
        Write("N-report-full-compressed.json", Benchmark("Net.Infer: DefaultJob", ""));

        ResultSet set = ResultSet.Read([_folder.ToString()]);

        Assert.Single(set.Rows);
        Assert.Equal(ProblemKind.Repeated, Assert.Single(set.Problems).Kind);
    }

    [Fact]
    public void A_file_of_any_name_is_recognised_by_its_content()
    {
        Write("mine.json", Benchmark("Net.Infer: DefaultJob", ""));

        Assert.Single(ResultSet.Read([_folder.ToString()]).Rows);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"Benchmarks": {}}""")]
    [InlineData("""{"Benchmarks": [""")]
    public void A_damaged_file_is_named(string text)
    {
        File.WriteAllText(_folder["N-report-full.json"], text);

        ReadProblem problem = Assert.Single(ResultSet.Read([_folder.ToString()]).Problems);

        Assert.Equal((ProblemKind.Unreadable, "N-report-full.json"), (problem.Kind, Path.GetFileName(problem.File)));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }

    private static string Benchmark(string display, params string[] parameters)
    {
        return $$"""
            {"DisplayInfo": "{{display}}", "Namespace": "N", "Type": "Net", "Method": "Infer", "Parameters": "{{string.Join('&', parameters)}}",
             "Statistics": {"OriginalValues": [2e6, 3e6, 3.5e6, 3.5e6, 8e6], "N": 5, "Min": 2e6, "Median": 3.5e6, "Mean": 4e6, "Max": 8e6, "StandardDeviation": "NaN",
              "Percentiles": {"P0": 2e6, "P50": 3.5e6, "P90": 6.5e6, "P95": 7e6, "P100": 8e6 } } }
            """;
    }

    private ResultSet Read(params string[] benchmarks)
    {
        Write("Net-report-full.json", benchmarks);
        ResultSet set = ResultSet.Read([_folder.ToString()]);
        Assert.Empty(set.Problems);
        return set;
    }

    private void Write(string name, params string[] benchmarks)
    {
        File.WriteAllText(
            _folder[name],
            $$"""
            {"Title": "N.Net-20260304-050607", "HostEnvironmentInfo": {"BenchmarkDotNetVersion": "0.14.0", "OsVersion": "Debian GNU/Linux 12",
             "ProcessorName": "AMD EPYC 7763 64-Core Processor", "LogicalCoreCount": 8}, "Benchmarks": [{{string.Join(',', benchmarks)}}]}
            """);
    }
}
