using System.Globalization;
using System.Text;

namespace InferenceBench.Tests.Unit.Reporting.Import.IterationCsv;

/// <summary>Turns the table of published results into the files that its scripts leave: one line an iteration, energies by region and device.</summary>
internal static class FourGpuFiles
{
    private const int Iterations = 10;

    /// <summary>Writes all files.</summary>
    public static void Write(ImportFolder folder, IReadOnlyList<FourGpuResult> results)
    {
        foreach (IGrouping<(string Gpu, string Runner), FourGpuResult> run in results.GroupBy(static result => (result.Gpu, result.Runner)))
        {
            string place = run.Key.Gpu is "Ampere A2" or "Tesla V100" ? "uni" : "work";
            string path = $"{run.Key.Gpu}/benchmark_results/MobileNetV3L/{place}";
            foreach (IGrouping<string, FourGpuResult> framework in run.GroupBy(static result => result.Framework))
            {
                string name = framework.Key.StartsWith("Tftrt", StringComparison.Ordinal) ? framework.Key.ToUpperInvariant() : framework.Key.ToLowerInvariant();
                File.WriteAllText(folder.Prepare($"{path}/{name}_{Iterations}_it_{place}_{run.Key.Runner}.csv"), IterationsOf(framework));
            }

            foreach (IGrouping<string, FourGpuResult> file in run.GroupBy(result => EnergyFileOf(result.Framework, run.Key.Runner)))
            {
                File.WriteAllText(folder.Prepare($"{path}/EMA_results/{file.Key}.csv"), EnergiesOf(file, run.Key.Gpu, run.Key.Runner));
            }
        }
    }

    private static string IterationsOf(IEnumerable<FourGpuResult> results)
    {
        StringBuilder text = new("Batch_Size,Elapsed_Times,Throughput,Latency,GPU_Memory_Usage\n");
        foreach (FourGpuResult result in results)
        {
            for (int i = 0; i < Iterations; i++)
            {
                double seconds = result.ElapsedSeconds * (1 + (i % 2 == 0 ? -Spread(result) : Spread(result)));
                text.Append(CultureInfo.InvariantCulture, $"{result.Batch},{seconds:R},{result.Images / seconds:R},{seconds / result.Images:R},{result.MemoryBytes:F1}\n");
            }
        }

        return text.ToString();
    }

    // Half of the iterations at t·(1 − d) and half at t·(1 + d): the mean time is t, and the mean rate is images/t ÷ (1 − d²).
    private static double Spread(FourGpuResult result)
    {
        double ratio = result.ImagesPerSecondAsPrinted * result.ElapsedSeconds / result.Images;
        return ratio > 1 ? Math.Sqrt(1 - (1 / ratio)) : 0;
    }

    private static string EnergyFileOf(string framework, string runner)
    {
        return (framework, runner) switch
        {
            ("Onnxrt" or "Torch", _) => $"{framework.ToLowerInvariant()}_{runner}",
            ("Tftrtfp16" or "Tftrtfp32", "py") => "trt_py",
            ("Tftrtfp16" or "Tftrtfp32", _) => $"{framework[2..].ToLowerInvariant()}_nb",
            (_, "nb") => "tf_keras_with_xla_nb",
            _ => framework.EndsWith("xla", StringComparison.Ordinal) ? "tf_keras_xla_py" : "tf_keras_py",
        };
    }

    // The header is written with units by EMA's newer versions and without by older ones.
    private static string EnergiesOf(IEnumerable<FourGpuResult> results, string gpu, string runner)
    {
        StringBuilder text = new(runner == "py" ? "thread,region_idf,file,line,function,visits,device_name,energy(uJ),time(us)\n" : "thread,region_idf,file,line,function,visits,device_name,energy,time\n");
        foreach (FourGpuResult result in results)
        {
            for (int i = 0; i < Iterations; i++)
            {
                double sign = i % 2 == 0 ? -0.05 : 0.05;
                foreach ((string device, double share) in DevicesOf(gpu))
                {
                    string region = string.Create(CultureInfo.InvariantCulture, $"{result.Framework.ToLowerInvariant()}_{result.Batch}_{i}");
                    text.Append(CultureInfo.InvariantCulture, $"0,{region},,0,,1,{device},{1e6 * result.EnergyJoules * share * (1 + sign):F0},{1e6 * result.EnergySeconds * (1 + sign):F0}\n");
                }
            }
        }

        return text.ToString();
    }

    // As its machines were: which of several GPUs ran, only the energy tells.
    private static (string Device, double Share)[] DevicesOf(string gpu)
    {
        return gpu switch
        {
            "Tesla V100" => [("Tesla V100S-PCIE-32GB", 1), ("Tesla V100S-PCIE-32GB", 0.4), ("Tesla V100S-PCIE-32GB", 0.39), ("Tesla V100S-PCIE-32GB", 0.41)],
            "Titan X" or "Titan_X" => [("NVIDIA TITAN X (Pascal)", 0.12), ("NVIDIA TITAN X (Pascal)", 1), ("CPU-0.package-0", 2), ("CPU-0.dram", 0.1)],
            _ => [("CPU-0.package-0", 3), ($"NVIDIA {gpu}", 1)],
        };
    }
}
