namespace InferenceBench.Reporting.Comparison;

/// <summary>The formats that results are read from: public, permanent words.</summary>
public static class ResultFormats
{
    /// <summary>This suite's <c>report.json</c>.</summary>
    public const string Report = "report.json";

    /// <summary>Per-iteration CSV files <c>FRAMEWORK_ITERATIONS_it_work_py.csv</c> with EMA's energies beside them.</summary>
    public const string IterationCsv = "iteration-csv";

    /// <summary>BenchmarkDotNet's full JSON.</summary>
    public const string BenchmarkDotNet = "benchmarkdotnet";

    /// <summary>JSON of trtexec's <c>--exportTimes</c>.</summary>
    public const string Trtexec = "trtexec";

    /// <summary>MLPerf LoadGen's <c>mlperf_log_summary.txt</c>.</summary>
    public const string LoadGen = "loadgen";
}
