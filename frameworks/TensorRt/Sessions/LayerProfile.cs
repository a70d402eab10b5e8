using System.Text.Json;
using InferenceBench.Frameworks.TensorRt.Native;

namespace InferenceBench.Frameworks.TensorRt.Sessions;

/// <summary>
/// The per-layer profile and the engine's description as files. <c>trt_layer_latency.json</c> is what <c>trtexec --exportProfile</c> writes, <c>trt_engine_info.json</c> what
/// TensorRT's engine inspector says (<c>--exportLayerInfo</c>).
/// </summary>
internal static class LayerProfile
{
    /// <summary>Runs with TensorRT's profiler, one run after the other, and writes both files.</summary>
    /// <param name="folder">The folder; made when it is not there.</param>
    /// <param name="runs">How often to run.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="context">Its context.</param>
    /// <returns>What was written, for people.</returns>
    public static string Write(string folder, int runs, TensorRtEngine engine, TensorRtContext context)
    {
        Directory.CreateDirectory(folder);
        var layers = new List<(string Name, List<double> Milliseconds)>();
        for (int run = 0; run < runs; run++)
        {
            Add(layers, context.Profile(1));
        }

        using (FileStream stream = File.Create(Path.Combine(folder, "trt_layer_latency.json")))
        {
            WriteLatencies(stream, runs, layers);
        }

        File.WriteAllText(Path.Combine(folder, "trt_engine_info.json"), engine.Inspect());
        return $"{layers.Count} layers over {runs} runs after measuring, in {folder}";
    }

    /// <summary>Writes <c>[{"count"}, {"name", "timeMs", "averageMs", "medianMs", "percentage"}, …]</c>.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="runs">Runs.</param>
    /// <param name="layers">Each layer with the milliseconds of each run, in the order in which they ran.</param>
    internal static void WriteLatencies(Stream stream, int runs, IReadOnlyList<(string Name, List<double> Milliseconds)> layers)
    {
        double total = layers.Sum(static layer => layer.Milliseconds.Sum());
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteNumber("count", runs);
        json.WriteEndObject();
        foreach ((string name, List<double> milliseconds) in layers)
        {
            double sum = milliseconds.Sum();
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("timeMs", sum);
            json.WriteNumber("averageMs", sum / milliseconds.Count);
            json.WriteNumber("medianMs", Median(milliseconds));
            json.WriteNumber("percentage", total > 0 ? 100 * sum / total : 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // By name: layers of several streams do not end in the same order in every run.
    private static void Add(List<(string Name, List<double> Milliseconds)> layers, IReadOnlyList<(string Name, double Milliseconds)> run)
    {
        foreach ((string name, double milliseconds) in run)
        {
            int index = layers.FindIndex(layer => layer.Name == name);
            if (index < 0)
            {
                index = layers.Count;
                layers.Add((name, []));
            }

            layers[index].Milliseconds.Add(milliseconds);
        }
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
