using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Diagnosers.Results;

/// <summary>The results of one run: its folder, the diagnoser and columns that read each child's trace and facts, and the files at the end.</summary>
public sealed class ResultsSession : IDisposable
{
    private ResultsSession(string directory)
    {
        Directory = directory;
    }

    /// <summary>Absolute path of this run's own, new folder.</summary>
    public string Directory { get; }

    /// <summary>Creates the run's folder and makes sure that its report will fit on the disk.</summary>
    /// <param name="options">The run.</param>
    /// <exception cref="ResultsException">The folder cannot be created or the disk has no room.</exception>
    public static ResultsSession Create(ResultsOptions options)
    {
        throw new NotImplementedException();
    }

    /// <summary>Adds the diagnoser, the columns, the exporters, the log file, the artifacts path and the event processor that writes <c>report.json</c> after every case.</summary>
    /// <param name="config">The run's configuration.</param>
    public void Configure(ManualConfig config)
    {
        throw new NotImplementedException();
    }

    /// <summary>Records a case that does not run.</summary>
    /// <param name="key">The case.</param>
    /// <param name="reason">Why, in one line.</param>
    public void Skip(CaseKey key, string reason)
    {
        throw new NotImplementedException();
    }

    /// <summary>Writes all files and prints the table, skipped and failed cases with their reasons, and where the files are, to standard output.</summary>
    /// <param name="summaries">BenchmarkDotNet's summaries; may be empty.</param>
    /// <returns>Exit code: 0 all ran, 1 some case failed, 2 nothing ran.</returns>
    public int Finish(IReadOnlyList<Summary> summaries)
    {
        throw new NotImplementedException();
    }

    /// <summary>Closes the log.</summary>
    public void Dispose()
    {
    }
}
