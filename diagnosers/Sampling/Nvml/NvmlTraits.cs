using InferenceBench.Sampling.Nvml.Native;
using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Nvml;

/// <summary>
/// What is known of NVML's sensors. The gain's 5 % is what <c>nvml.h</c> promises for <c>nvmlDeviceGetPowerUsage</c> and what measurements against a power meter found,
/// proportional to the power rather than 5 W of it (Yang, Adamek and Armour, "Part-time Power Measurements", SC24, arXiv 2312.02741). Nothing is documented of the zero.
/// </summary>
internal static class NvmlTraits
{
    private const double Gain = 0.05;

    // A call for the counter takes 2 to 7 ms on some boards; one for power takes microseconds, and 10 ms are half of the shortest refresh seen.
    private static readonly TimeSpan s_counterPoll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_powerPoll = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// The energy counter steps every 100 ms or so (zeus's documentation, and measurements on several boards). Two readings of a counter with tick u are at most
    /// u·P off (triangular), so that a window of 100 u stays within 1 % without any care for the edges: 10 s.
    /// </summary>
    private static readonly SensorTraits s_counter = new()
    {
        NominalRefresh = TimeSpan.FromMilliseconds(100),
        PollPeriod = s_counterPoll,
        MinimumWindow = TimeSpan.FromSeconds(10),
        GainUncertainty = Gain,
    };

    /// <summary>Traits of one way to the energy of a device.</summary>
    /// <param name="gpu">The device.</param>
    /// <param name="kind">What its values are.</param>
    /// <param name="hasCounter">Whether the energy counter is read with it.</param>
    public static SensorTraits Of(NvmlGpu gpu, ChannelKind kind, bool hasCounter)
    {
        SensorTraits traits = kind switch
        {
            ChannelKind.EnergyCounter => s_counter,
            ChannelKind.AveragedPower => Averaged,
            _ => Instantaneous(gpu),
        };
        return hasCounter ? traits : traits with { PollPeriod = s_powerPoll };
    }

    // A mean of 1 s tells of a steady state only: 30 s keep what it drags in at the edges near 1 %. The mean moves on as often as the readings behind it come.
    private static SensorTraits Averaged => s_counter with { NominalRefresh = TimeSpan.FromMilliseconds(20), MinimumWindow = TimeSpan.FromSeconds(30) };

    // A100 and H100 look at 25 ms of every 100 ms (SC24, as above); the others seen refresh at about 50 Hz. A window of 10 s holds 100 of the slower ones' values.
    private static SensorTraits Instantaneous(NvmlGpu gpu)
    {
        bool isPartTime = gpu.IsGa100 || gpu.Architecture == NvmlArchitecture.Hopper;
        return s_counter with { NominalRefresh = TimeSpan.FromMilliseconds(isPartTime ? 100 : 20) };
    }
}
