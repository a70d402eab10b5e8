using System.Globalization;
using InferenceBench.Reporting.Comparison;
using InferenceBench.Reporting.Comparison.Rules;
using InferenceBench.Reporting.Schema;
using InferenceBench.Reporting.Statistics;
using InferenceBench.Reporting.Tables;

namespace InferenceBench.Reporting.Import.IterationCsv;

/// <summary>Makes the row of one batch size.</summary>
/// <param name="origin">The file.</param>
/// <param name="framework">The framework.</param>
/// <param name="name">The file's name.</param>
/// <param name="model">Model; "" when the folders do not say.</param>
internal sealed class IterationRow(RowOrigin origin, IterationFramework framework, IterationFileName name, string model)
{
    private const double MostCov = 0.025;
    private const double MostDeviation = 0.01;
    private const int MostOtherDevices = 16;
    private const double MostOtherTime = 0.05;
    private const string NoPercentiles = "The file holds means of iterations, no single inferences: p50 is the median of the iterations' mean batch latency; higher percentiles are not available";
    private const string WhichGpu = "The energy file does not say which GPU ran: the one that drew most is taken; its regions include reading the memory in use and copies";

    /// <summary>The row.</summary>
    /// <param name="found">Its iterations.</param>
    /// <param name="energies">Its energies; null without any.</param>
    /// <param name="noEnergy">Why there are none.</param>
    public ResultRow Of(IterationBatch found, RegionEnergies? energies, string noEnergy)
    {
        double[] batchMs = found.SortedBatchMs();
        DeviceEnergy? gpu = energies?.BusiestGpu;
        string reason = energies is null ? noEnergy : "its regions hold no energy of a GPU";
        PossibleFigures figures = FiguresOf(found, batchMs, gpu);
        return new ResultRow
        {
            Origin = origin,
            Key = new CaseKey(framework.Framework, framework.VariantOf(name.Runner), "", "cuda", model, found.Batch, framework.Precision),
            DisplayName = framework.LabelOf(name.Runner),
            Figures = figures.ToSet(),
            PowerSource = gpu is null ? null : "ema",
            EnergyScope = gpu is null ? null : "gpu",
            // The timed loop of these scripts hands over host arrays and takes host arrays back.
            Transfers = "inside",
            Flags = FlagsOf(found, batchMs, figures.Flag),
            Notes = [NoPercentiles, gpu is null ? $"No energy: {reason}" : WhichGpu, .. gpu is null ? [] : LongerRegions(found, gpu)],
            Settings = SettingsOf(found, batchMs, energies, gpu),
        };
    }

    private static PossibleFigures FiguresOf(IterationBatch found, double[] batchMs, DeviceEnergy? gpu)
    {
        double meanMs = 1e3 * found.Seconds / found.Batches;
        PossibleFigures figures = new PossibleFigures()
            .Set(Figure.MeanMs, meanMs)
            .Set(Figure.P50Ms, Percentiles.NearestRank(batchMs, 50))
            .Set(Figure.Inferences, found.Batches)
            .Set(Figure.InferencesPerSecond, found.Batches / found.Seconds)
            .Set(Figure.ImagesPerSecond, found.Images / found.Seconds)
            .Set(Figure.DeviceMemoryBytes, found.MemoryBytes);
        if (gpu is not null)
        {
            // Regions and iterations may differ in number when one file was cut off: means of both are compared.
            double regionJoules = gpu.Joules / gpu.Regions;
            double joules = regionJoules * found.Count / found.Batches;
            figures.Set(Figure.EnergyJoules, joules)
                .Set(Figure.ImagesPerJoule, found.Images / (regionJoules * found.Count))
                .Set(Figure.EnergyDelayJouleSeconds, joules * meanMs / 1e3)
                .Set(Figure.PowerWatts, gpu.Joules / gpu.Seconds);
        }

        return figures;
    }

    private static List<RowFlag> FlagsOf(IterationBatch found, double[] batchMs, RowFlag? impossible)
    {
        List<RowFlag> flags = impossible is null ? [] : [impossible];
        if (IterationModes.Describe(batchMs) is string groups)
        {
            flags.Add(new RowFlag(RowFlags.Multimodal, groups));
        }

        double imagesPerSecond = found.Images / found.Seconds;
        if (found.MeanOfRates is double rate && Math.Abs((rate / imagesPerSecond) - 1) > MostDeviation)
        {
            string text = $"the rates' mean is {NumberText.Of(rate)} images/s, images over time {NumberText.Of(imagesPerSecond)}: the latter is shown";
            flags.Add(new RowFlag(RowFlags.MeanOfRates, text));
        }

        if (found.FirstContradicting is { } line)
        {
            string said = $"Latency says {NumberText.Of(1e3 * line.SecondsPerImage!.Value)} ms per image where time over images is {NumberText.Of(1e3 * line.Seconds / line.Images)}";
            flags.Add(new RowFlag(RowFlags.LatencyColumn, string.Create(CultureInfo.InvariantCulture, $"{said}, in {found.Contradicting} of {found.Count} iterations: the latter is shown")));
        }

        if (Cov(batchMs) is double cov and > MostCov)
        {
            flags.Add(new RowFlag(RowFlags.HighVariation, string.Create(CultureInfo.InvariantCulture, $"CoV of {found.Count} iteration means: {NumberText.Of(100 * cov)} %")));
        }

        return flags;
    }

    private Dictionary<string, string> SettingsOf(IterationBatch found, double[] batchMs, RegionEnergies? energies, DeviceEnergy? gpu)
    {
        Dictionary<string, string> settings = new()
        {
            ["iterations"] = Whole(found.Count),
            ["iterationMeanMinMs"] = Exact(batchMs[0]),
            ["iterationMeanMaxMs"] = Exact(batchMs[^1]),
            ["frameworkInFile"] = name.Framework,
        };
        AddIfKnown(settings, ImagesPerRegionRule.Setting, found.ImagesPerIteration is long images ? Whole(images) : null);
        AddIfKnown(settings, "iterationCovPercent", Cov(batchMs) is double cov ? Exact(100 * cov) : null);
        AddIfKnown(settings, "runner", name.Runner);
        AddIfKnown(settings, "place", name.Place);
        if (gpu is not null)
        {
            settings["energyDevice"] = LabelOf(gpu, energies!);
            settings["energyRegions"] = Whole(gpu.Regions);
            foreach (DeviceEnergy other in energies!.Devices.Where(device => device != gpu).Take(MostOtherDevices))
            {
                settings[$"energyJoules {LabelOf(other, energies)}"] = Exact(other.Joules / other.Regions * found.Count / found.Batches);
            }
        }

        return settings;
    }

    private static IEnumerable<string> LongerRegions(IterationBatch found, DeviceEnergy gpu)
    {
        double ratio = gpu.Seconds / gpu.Regions / (found.Seconds / found.Count);
        if (Math.Abs(ratio - 1) > MostOtherTime)
        {
            yield return $"Regions of the energy last {NumberText.Of(ratio)} times as long as the iterations: energy covers another time than latency";
        }
    }

    private static void AddIfKnown(Dictionary<string, string> settings, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            settings[key] = value;
        }
    }

    private static string LabelOf(DeviceEnergy device, RegionEnergies energies)
    {
        int count = energies.Devices.Count(other => other.Name == device.Name);
        return count == 1 ? device.Name : string.Create(CultureInfo.InvariantCulture, $"{device.Name} ({device.Ordinal + 1} of {count})");
    }

    private static double? Cov(double[] values)
    {
        return LatencyDistribution.Of(values)?.CoefficientOfVariation;
    }

    private static string Whole(long value)
    {
        return value.ToString(CultureInfo.InvariantCulture);
    }

    private static string Exact(double value)
    {
        return value.ToString("R", CultureInfo.InvariantCulture);
    }
}
