using System.Diagnostics;
using System.Globalization;
using InferenceBench.Children;
using InferenceBench.Cli;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Scale;

/// <summary>Runs <c>compare DIR --out DIR</c> of this very program over a set of generated results that grows.</summary>
internal sealed class CompareScaleRun : IDisposable
{
    private const string CsvName = "compare.csv";
    private readonly TemporaryFolder? _temporary;
    private readonly string _folder;
    private readonly int _cases;
    private readonly int _repetitions;
    private int _folders;

    /// <summary>A run without results yet.</summary>
    /// <param name="cases">Cases of each folder.</param>
    /// <param name="repetitions">How often each set is compared.</param>
    /// <param name="folder">New folder that keeps results and comparison; null takes one that goes with this object.</param>
    /// <exception cref="UsageException">The folder exists.</exception>
    public CompareScaleRun(int cases, int repetitions, string? folder)
    {
        if (Path.Exists(folder))
        {
            throw new UsageException($"--keep {folder} exists; choose a new folder");
        }

        _temporary = folder is null ? TemporaryFolder.Create("compare-scale") : null;
        _folder = folder ?? _temporary!.Path;
        _cases = cases;
        _repetitions = repetitions;
    }

    private string Results => Path.Combine(_folder, "results");

    private string Output => Path.Combine(_folder, "out");

    /// <summary>Adds folders up to a number, and compares.</summary>
    /// <param name="folders">Number of folders, no less than before.</param>
    /// <exception cref="UsageException">The comparison failed, or did not hold all rows.</exception>
    /// <exception cref="IOException">The disk is full.</exception>
    public ScaleMeasurement Measure(int folders)
    {
        GeneratedResults.Write(Results, folders - _folders, _cases, first: _folders);
        _folders = folders;
        long bytes = Directory.EnumerateFiles(Results, RunReport.FileName, SearchOption.AllDirectories).Sum(static file => new FileInfo(file).Length);
        long peak = 0;
        List<double> seconds = [];
        for (int i = 0; i < _repetitions; i++)
        {
            (double taken, long memory) = Compare();
            seconds.Add(taken);
            peak = Math.Max(peak, memory);
        }

        return new ScaleMeasurement(folders, CountRows((long)folders * _cases), bytes, [.. seconds.Order()], peak);
    }

    /// <summary>Deletes what was generated unless it is to be kept.</summary>
    public void Dispose()
    {
        _temporary?.Dispose();
    }

    private (double Seconds, long PeakBytes) Compare()
    {
        if (Directory.Exists(Output))
        {
            Directory.Delete(Output, recursive: true);
        }

        ProcessStartInfo start = SelfProcess.CreateStartInfo();
        Array.ForEach(["compare", Results, "--out", Output], start.ArgumentList.Add);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var clock = Stopwatch.StartNew();
        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync();
        Task output = child.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        long peak = PeakMemory.WaitFor(child);
        double seconds = clock.Elapsed.TotalSeconds;
        output.Wait();
        return child.ExitCode == 0
            ? (seconds, peak)
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"compare of {_folders} folders ended with exit code {child.ExitCode}: {OneLine.Of(errors.Result)}"));
    }

    // A comparison that leaves rows out would be fast.
    private long CountRows(long expected)
    {
        long rows = File.ReadLines(Path.Combine(Output, CsvName)).LongCount() - 1;
        return rows == expected
            ? rows
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{CsvName} of {_folders} folders has {rows} rows, not {expected}"));
    }
}
