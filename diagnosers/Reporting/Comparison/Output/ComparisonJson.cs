using System.Text.Encodings.Web;
using System.Text.Json;
using InferenceBench.Reporting.Import;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Comparison.Output;

/// <summary><c>compare.json</c>: everything, unrounded, null for what is not available; written as a stream. <c>results/README.md</c> documents it.</summary>
public sealed class ComparisonJson
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "compare.json";

    /// <summary>The version that this code writes. Fields may be added to it; a change of meaning raises it.</summary>
    public const int Schema = 1;

    private const int FlushBytes = 1 << 16;
    private readonly ResultComparison _comparison;
    private readonly Func<IReadOnlyList<string>> _files;
    private readonly IReadOnlyList<RunEntry> _runs;
    private readonly Dictionary<RowOrigin, int> _runOf = new(ReferenceEqualityComparer.Instance);

    private ComparisonJson(ResultComparison comparison, Func<IReadOnlyList<string>> files)
    {
        _comparison = comparison;
        _files = files;
        _runs = RunEntry.Of(comparison.Source.Rows);
        foreach (RunEntry run in _runs)
        {
            _runOf.Add(run.Origin, run.Index);
        }
    }

    /// <summary>Writes the document.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="files">Files that are written beside it, by their relative paths; asked for last.</param>
    /// <param name="output">Takes the document; stays open.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    public static void Write(ResultComparison comparison, Func<IReadOnlyList<string>> files, Stream output)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(files);
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = comparison.Source.Rows.Count <= 2000, NewLine = "\n" };
        using var json = new Utf8JsonWriter(output, options);
        new ComparisonJson(comparison, files).Write(json, new SharedJson(options));
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private void Write(Utf8JsonWriter json, SharedJson shared)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("baseline", _comparison.Baseline ?? Ranking.BaselineChoice.Default);
        WriteAll(json, "machines", Machines(), static (json, machine) => JsonSerializer.Serialize(json, machine, ReportingJson.Readable.MachineReport));
        WriteAll(json, "runs", _runs, WriteRun);
        WriteGroups(json);
        WriteAll(json, "cases", _comparison.Cases, (json, found) => CaseJson.Write(json, found, _runOf, shared));
        WriteAll(json, "problems", _comparison.Source.Problems, WriteProblem);

        // At the end: the rows are written while the charts are still being drawn.
        json.WriteTexts("files", _files());
        json.WriteEndObject();
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(json, item);
            if (json.BytesPending > FlushBytes)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
    }

    // A machine of many runs is written once for each state that it was found in.
    private IEnumerable<MachineReport> Machines()
    {
        return _runs.Select(static run => run.Origin.Description ?? new MachineReport { Name = run.Origin.Machine })
            .DistinctBy(static machine => (machine.Name, machine.Cpu, machine.MemoryBytes, machine.Os, machine.Kernel, machine.Driver, machine.Cuda, string.Join('\n', machine.Gpus), string.Join('\n', machine.Frameworks)));
    }

    private static void WriteRun(Utf8JsonWriter json, RunEntry run)
    {
        RowOrigin origin = run.Origin;
        json.WriteStartObject();
        json.WriteString("id", origin.RunId);
        json.WriteString("machine", origin.Machine);
        json.WriteString("file", origin.File);
        json.WriteString("format", origin.Format);
        json.WriteNumberOrNull("schema", origin.Schema);
        if (origin.StartedUtc is { } started)
        {
            json.WriteString("startedUtc", started);
        }
        else
        {
            json.WriteNull("startedUtc");
        }

        json.WriteString("commit", origin.Commit);
        json.WriteBooleanOrNull("dirty", origin.IsDirty);
        json.WriteString("powerMode", origin.PowerMode);
        json.WriteNumber("ok", run.Ok);
        json.WriteNumber("failed", run.Failed);
        json.WriteNumber("skipped", run.Skipped);
        json.WritePropertyName("run");
        if (origin.Run is null)
        {
            json.WriteNullValue();
        }
        else
        {
            JsonSerializer.Serialize(json, origin.Run, ReportingJson.Readable.RunInfo);
        }

        json.WriteUnknownFields(origin.Unknown);
        json.WriteEndObject();
    }

    private void WriteGroups(Utf8JsonWriter json)
    {
        var indexOf = new Dictionary<ComparedCase, int>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < _comparison.Cases.Count; i++)
        {
            indexOf.Add(_comparison.Cases[i], i);
        }

        WriteAll(json, "groups", _comparison.Groups, (json, group) =>
        {
            json.WriteStartObject();
            json.WriteString("model", group.Model);
            json.WriteNumberOrNull("batch", group.Batch == 0 ? null : group.Batch);
            json.WriteTexts("precisions", group.Cases.Select(static found => found.Key.Precision).Where(static precision => precision.Length > 0).Distinct().Order(StringComparer.Ordinal));
            json.WriteString("scenario", group.Scenario);
            json.WriteNumbers("cases", group.Cases.Select(found => indexOf[found]));
            json.WriteStartObject("baselines");
            foreach ((string device, ComparedCase baseline) in group.Baselines.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteNumber(device, indexOf[baseline]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static void WriteProblem(Utf8JsonWriter json, ReadProblem problem)
    {
        json.WriteStartObject();
        json.WriteString("file", problem.File);
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(problem.Kind.ToString()));
        json.WriteString("reason", problem.Reason);
        json.WriteEndObject();
    }
}
