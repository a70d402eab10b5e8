using System.CommandLine;
using System.Globalization;
using InferenceBench.Cli;
using InferenceBench.Registry;
using InferenceBench.Reporting.Charts;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Comparison.Output;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Import;
using InferenceBench.Verbs.Compare;

namespace InferenceBench.Verbs;

/// <summary><c>compare DIR…</c>: results of several machines side by side. Exit code 0: all was read, 1: some file could not be read, 2: nothing to compare or bad arguments.</summary>
internal static class CompareVerb
{
    private const int SomeUnreadable = 1;
    private const int MostProblems = 50;

    /// <summary>The command.</summary>
    /// <param name="registry">Not used: results speak for themselves.</param>
    public static Command Create(FrameworkRegistry registry)
    {
        var options = new CompareArguments();
        var command = new Command("compare", "compares results of several machines: tables, charts, one HTML page");
        options.AddTo(command);
        command.SetAction(result => VerbOutput.Guard(() => Run(options.Parse(result))));
        return command;
    }

    private static int Run(CompareRequest request)
    {
        ResultSet set = Read(request.Paths);
        PrintProblems(set);
        if (set.Rows.Count == 0)
        {
            throw new UsageException($"compare: nothing to compare: {Found(set)} below {string.Join(", ", request.Paths)}; results are report.json, trtexec's and BenchmarkDotNet's JSON, LoadGen's summary, per-iteration CSV");
        }

        var comparison = ResultComparison.Of(set, request.Baseline);
        BaselineNames.Check(comparison);
        var charts = new ChartOptions { PeakFlopsPerSecond = PeakRates.Parse(request.PeakFlops, comparison) };
        Print(comparison, request.IsJson);
        if (request.Output is { } folder)
        {
            FreeWhatReadingLeft(set);
            Write(folder, comparison, charts);
        }

        return set.Problems.Any(static problem => problem.Kind == ProblemKind.Unreadable) ? SomeUnreadable : 0;
    }

    private static ResultSet Read(IReadOnlyList<string> paths)
    {
        try
        {
            return ResultSet.Read(paths);
        }
        catch (Exception exception) when (exception is DirectoryNotFoundException or FileNotFoundException)
        {
            throw new UsageException($"compare: {exception.Message}", exception);
        }
    }

    private static string Found(ResultSet set)
    {
        return set.FileCount == 0 ? "no result files" : string.Create(CultureInfo.InvariantCulture, $"no case in {set.FileCount} result file{(set.FileCount == 1 ? "" : "s")}");
    }

    private static void PrintProblems(ResultSet set)
    {
        foreach (string line in ProblemLines.Of(set.Problems, MostProblems))
        {
            Console.Error.WriteLine($"note: {line}");
        }
    }

    private static void Print(ResultComparison comparison, bool isJson)
    {
        if (isJson)
        {
            using Stream output = Console.OpenStandardOutput();
            ComparisonJson.Write(comparison, static () => [], output);
            return;
        }

        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ComparisonConsole.Write(comparison, IsColoured(), text);
        Console.Out.Write(text.ToString());
    }

    // https://no-color.org: any value that is not empty.
    private static bool IsColoured()
    {
        return !Console.IsOutputRedirected
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";
    }

    // A hundred thousand rows leave some 100 MB of garbage, which several writers at once would add to before the collector notices.
    private static void FreeWhatReadingLeft(ResultSet set)
    {
        const int Many = 20_000;
        if (set.Rows.Count > Many)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private static void Write(string folder, ResultComparison comparison, ChartOptions options)
    {
        try
        {
            ComparisonFolder.Write(folder, comparison, () => ComparisonCharts.Of(comparison, options));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--out {folder}: {FileProblem.Of(exception)}", exception);
        }
    }
}
