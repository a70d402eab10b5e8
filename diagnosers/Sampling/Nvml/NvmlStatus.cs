using InferenceBench.Sampling.Nvml.Native;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Nvml;

/// <summary>What <c>doctor</c> says of the GPUs.</summary>
internal static class NvmlStatus
{
    /// <summary>Reads each device once.</summary>
    /// <param name="id">Id of the sensor.</param>
    /// <param name="library">The library, initialised.</param>
    /// <param name="gpus">The devices, at least one.</param>
    public static SensorStatus Of(string id, NvmlLibrary library, IReadOnlyList<NvmlGpu> gpus)
    {
        (NvmlGpu Gpu, NvmlSurvey Survey)[] surveys = [.. gpus.Select(static gpu => (gpu, NvmlSurvey.Of(gpu)))];
        NvmlException[] refusals = [.. surveys.Where(static pair => !pair.Survey.Readable.Any()).Select(pair => pair.Survey.Explain(library))];
        if (refusals.Length == gpus.Count)
        {
            return SensorStatus.No(id, refusals[0].Message, refusals[0].Remedy, refusals[0].Access);
        }

        IEnumerable<string> partly = surveys
            .Where(pair => pair.Survey.Readable.Any() && pair.Survey.Missing(library).Any())
            .Select(pair => $"{pair.Gpu.Name} lacks {string.Join(", ", pair.Survey.Missing(library))}");
        string[] reasons = [.. refusals.Select(static refusal => refusal.Message), .. partly];
        return new SensorStatus(
            id,
            true,
            SensorAccess.Granted,
            reasons.Length == 0 ? null : string.Join("; ", reasons),
            refusals.Select(static refusal => refusal.Remedy).FirstOrDefault(),
            [.. surveys.Where(static pair => pair.Survey.Readable.Any()).Select(static pair => Describe(pair.Gpu, pair.Survey))]);
    }

    private static string Describe(NvmlGpu gpu, NvmlSurvey survey)
    {
        IEnumerable<string> readable = survey.Readable.Select(reading => reading.Call == nameof(NvmlMethods.nvmlDeviceGetPowerUsage)
            ? $"{reading.Title} ({(gpu.AveragesPowerUsage ? "mean of 1 s" : "instantaneous")})"
            : reading.Title);
        string mig = gpu.Device.ReadMigMode() switch { true => "; MIG on", false => "; MIG off", null => "" };
        return $"{gpu.Title}: {string.Join(", ", readable)}{mig}";
    }
}
