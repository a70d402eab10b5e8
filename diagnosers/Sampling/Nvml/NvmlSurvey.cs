using System.Globalization;
using InferenceBench.Sampling.Nvml.Native;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Nvml;

/// <summary>One real read of everything that gives energy: NVML starts on a Jetson, too, and then answers that nothing is supported.</summary>
internal sealed class NvmlSurvey
{
    private const int Attempts = 3;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);
    private readonly NvmlGpu _gpu;
    private readonly IReadOnlyList<(NvmlReading Reading, NvmlReturn Code)> _results;

    private NvmlSurvey(NvmlGpu gpu, IReadOnlyList<(NvmlReading Reading, NvmlReturn Code)> results)
    {
        _gpu = gpu;
        _results = results;
    }

    /// <summary>The energy counter; null when it cannot be read.</summary>
    public NvmlReading? Energy => Readable.FirstOrDefault(static reading => reading.Channel.Kind == ChannelKind.EnergyCounter);

    /// <summary>The best power; null when none can be read.</summary>
    public NvmlReading? Power => Readable.FirstOrDefault(static reading => reading.Channel.Kind != ChannelKind.EnergyCounter);

    /// <summary>All that can be read, the best first.</summary>
    public IEnumerable<NvmlReading> Readable => _results.Where(static result => result.Code == NvmlReturn.Success).Select(static result => result.Reading);

    /// <summary>Whether the best of all ways to the power can be read, or there is none.</summary>
    public bool HasBestPower => Power is null || Power == _results.First(static result => result.Reading.Channel.Kind != ChannelKind.EnergyCounter).Reading;

    /// <summary>Reads.</summary>
    /// <param name="gpu">The device.</param>
    public static NvmlSurvey Of(NvmlGpu gpu)
    {
        return new NvmlSurvey(gpu, [.. NvmlReadings.PowerOf(gpu.AveragesPowerUsage).Prepend(NvmlReadings.Energy).Select(reading => (reading, Try(gpu.Device, reading)))]);
    }

    /// <summary>Reads once, and again when the driver says that it is not ready.</summary>
    /// <param name="device">The device.</param>
    /// <param name="reading">What is read.</param>
    public static NvmlReturn Try(NvmlDevice device, NvmlReading reading)
    {
        NvmlReturn code = reading.Read(device, out _);
        for (int attempt = 1; attempt < Attempts && NvmlErrors.IsTransient(code); attempt++)
        {
            Thread.Sleep(s_pause);
            code = reading.Read(device, out _);
        }

        return code;
    }

    /// <summary>Why neither energy nor power can be read: the code that says most.</summary>
    /// <param name="library">For its words.</param>
    public NvmlException Explain(NvmlLibrary library)
    {
        (NvmlReading reading, NvmlReturn code) = _results.OrderBy(static result => Rank(result.Code)).First();
        return NvmlErrors.Failed(library, reading.Call, code, $"NVML cannot read power or energy of {_gpu.Name}");
    }

    /// <summary>Why there is no energy counter, or no power, for people; empty when both can be read.</summary>
    /// <param name="library">For its words.</param>
    public IEnumerable<string> Missing(NvmlLibrary library)
    {
        return _results
            .Where(result => result.Reading.Channel.Scope == PowerScope.Gpu && (result.Reading.Channel.Kind == ChannelKind.EnergyCounter ? Energy : Power) is null)
            .Select(result => string.Create(CultureInfo.InvariantCulture, $"{result.Reading.Title}: {library.Describe(result.Code)} ({result.Reading.Call} returned {(int)result.Code})"));
    }

    private static int Rank(NvmlReturn code)
    {
        return code switch
        {
            _ when NvmlErrors.IsLost(code) => 0,
            NvmlReturn.NoPermission => 1,
            NvmlReturn.NotSupported => 3,
            NvmlReturn.FunctionNotFound => 4,
            _ => 2,
        };
    }
}
