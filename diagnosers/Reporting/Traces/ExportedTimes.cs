using System.Text.Json;
using InferenceBench.Reporting.Files;
using InferenceBench.Reporting.Schema;

namespace InferenceBench.Reporting.Traces;

/// <summary><c>--export-times</c>: start, end and latency of every inference as JSON, with trtexec's names where they apply; documented in <c>results/README.md</c>.</summary>
public static class ExportedTimes
{
    /// <summary>Writes the file, atomically; one trace is in memory at a time.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cases">Each case with the path of its trace.</param>
    /// <exception cref="InvalidDataException">A trace cannot be read.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">No permission to read or write a file.</exception>
    public static void Write(string path, IEnumerable<(CaseKey Key, string TraceFile)> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        AtomicFile.Write(path, stream =>
        {
            using Utf8JsonWriter json = new(stream);
            json.WriteStartObject();
            json.WriteNumber("schema", RunReport.CurrentSchema);
            json.WriteStartArray("cases");
            foreach ((CaseKey key, string file) in cases)
            {
                WriteCase(json, key, InferenceTrace.Read(file));
                json.Flush();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteCase(Utf8JsonWriter json, CaseKey key, InferenceTrace trace)
    {
        json.WriteStartObject();
        json.WriteString("framework", key.Framework);
        json.WriteString("variant", key.Variant);
        json.WriteString("provider", key.Provider);
        json.WriteString("device", key.Device);
        json.WriteString("model", key.Model);
        json.WriteNumber("batch", key.Batch);
        json.WriteString("precision", key.Precision);
        json.WriteStartArray("times");
        long origin = trace.Windows.Count > 0 ? trace.Windows[0].StartNs : 0;
        for (int i = 0; i < trace.StartNs.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("startMs", (trace.StartNs[i] - origin) / 1e6);
            json.WriteNumber("endMs", (trace.EndNs[i] - origin) / 1e6);
            json.WriteNumber("latencyMs", (trace.EndNs[i] - trace.StartNs[i]) / 1e6);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
