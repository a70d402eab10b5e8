using InferenceBench.Reporting.Import.BenchmarkDotNet;
using InferenceBench.Reporting.Import.IterationCsv;
using InferenceBench.Reporting.Import.LoadGen;
using InferenceBench.Reporting.Import.Reports;
using InferenceBench.Reporting.Import.Trtexec;

namespace InferenceBench.Reporting.Import;

/// <summary>The formats that results are read from. A file belongs to the first one that claims it.</summary>
internal static class ResultFormatList
{
    /// <summary>Most specific first.</summary>
    public static IReadOnlyList<IResultFormat> All { get; } =
    [
        new ReportFormat(),
        new IterationCsvFormat(),
        new BenchmarkDotNetFormat(),
        new TrtexecFormat(),
        new LoadGenFormat(),
    ];
}
