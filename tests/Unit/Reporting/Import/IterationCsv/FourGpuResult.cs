using System.Globalization;
using CsvHelper;

namespace InferenceBench.Tests.Unit.Reporting.Import.IterationCsv;

/// <summary>One line of published results of MobileNetV3-Large on four GPUs (Perfacct, "Benchmarking Inference Frameworks"): figures are means over 10 iterations.</summary>
internal sealed record FourGpuResult(
    string Gpu,
    string Runner,
    string Framework,
    int Batch,
    long Images,
    double ElapsedSeconds,
    double ImagesPerSecondAsPrinted,
    double BatchLatencyMs,
    double MemoryBytes,
    double EnergyJoules,
    double EnergySeconds,
    double PowerWatts,
    double ImagesPerJoule)
{
    /// <summary>What the table calls a framework under the name that comparisons show.</summary>
    public string Label => $"{(Framework.StartsWith("Tftrt", StringComparison.Ordinal) ? $"tftrt {Framework[5..]}" : Framework.ToLowerInvariant())}{(Runner == "nb" ? " nb" : "")}";

    public static IReadOnlyList<FourGpuResult> ReadAll()
    {
        using CsvReader csv = CsvReader.FromFile(Path.Combine(AppContext.BaseDirectory, "Data", "four-gpus", "results.csv"));
        List<FourGpuResult> results = [];
        while (csv.Read())
        {
            double Number(string column)
            {
                return double.Parse(csv.GetString(column), CultureInfo.InvariantCulture);
            }

            results.Add(new FourGpuResult(
                csv.GetString("gpu"),
                csv.GetString("runner"),
                csv.GetString("framework"),
                (int)Number("batch"),
                (long)Number("images_per_region"),
                Number("elapsed_s"),
                Number("throughput_img_s"),
                Number("batch_latency_ms"),
                Number("gpu_memory_MiB") * 1024 * 1024,
                Number("energy_J"),
                Number("ema_time_s"),
                Number("power_W"),
                Number("images_per_J")));
        }

        return results;
    }
}
