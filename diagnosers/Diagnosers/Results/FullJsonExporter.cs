using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Publishing;

namespace InferenceBench.Diagnosers.Results;

/// <summary>BenchmarkDotNet's full JSON in the run's folder, whole or not at all: a full disk must neither end the run nor leave half a file.</summary>
internal sealed class FullJsonExporter : IExporter
{
    private readonly string _directory;
    private readonly PrivatePaths _private;
    private readonly Action<string> _note;

    /// <summary>An exporter.</summary>
    /// <param name="directory">The run's folder.</param>
    /// <param name="privatePaths">What the file may not hold.</param>
    /// <param name="note">Takes the reason when a file could not be written.</param>
    public FullJsonExporter(string directory, PrivatePaths privatePaths, Action<string> note)
    {
        _directory = directory;
        _private = privatePaths;
        _note = note;
    }

    /// <inheritdoc/>
    public string Name => nameof(FullJsonExporter);

    /// <inheritdoc/>
    public void ExportToLog(Summary summary, ILogger logger)
    {
    }

    /// <inheritdoc/>
    public IEnumerable<string> ExportToFiles(Summary summary, ILogger consoleLogger)
    {
        AccumulationLogger json = new();
        JsonExporter.Full.ExportToLog(summary, json);
        string path = FreePath(NameOf(summary));
        try
        {
            AtomicFile.WriteText(path, _private.Hide(json.GetLog()));
            return [path];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _note($"BenchmarkDotNet's JSON could not be saved: {FileProblem.Of(exception)}");
            return [];
        }
    }

    private static string NameOf(Summary summary)
    {
        Type[] types = [.. summary.BenchmarksCases.Select(static c => c.Descriptor.Type).Distinct()];
        return types.Length == 1 ? types[0].FullName! : summary.Title;
    }

    private string FreePath(string name)
    {
        string path = Path.Combine(_directory, $"{name}-report-full.json");
        for (int number = 2; File.Exists(path); number++)
        {
            path = Path.Combine(_directory, FormattableString.Invariant($"{name}-{number}-report-full.json"));
        }

        return path;
    }
}
