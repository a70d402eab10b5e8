using InferenceBench.Reporting.Schema;

namespace InferenceBench.Tests.Unit.Reporting;

/// <summary>The sample report with energies: one case with everything, one whose source was lost, on a board with a power mode.</summary>
internal static class SampleEnergy
{
    private static readonly EnergyReport s_nvml = new()
    {
        Source = "nvml",
        Scope = "gpu",
        Board = "NVIDIA Test, 16 GiB",
        Route = "counter",
        RefreshMs = 100,
        PerInferenceJoulesGross = 4.8186224,
        PerInferenceJoulesNet = 3.4418,
        UncertaintyJoules = 0.4871,
        UncertaintyJoulesNet = 0.3499,
        Joules = 3373.03568,
        MeanWatts = 70,
        PeakWatts = 72.5,
        IdleWatts = 20.0004,
        WindowSeconds = 48.186224,
        Inferences = 700,
        Samples = 963,
        Coverage = 1,
        GpuUtilizationPercent = 97.25,
        MemoryUsedBytes = 1_610_612_736,
        MaxTemperatureC = 71,
        MinSmClockMhz = 1200,
        MeanSmClockMhz = 1380.5,
        SmClockPercentOfMax = 98.607,
        ThrottleReasons = ["sw_power_cap"],
        Flags = ["edge_hold", "idle_drift", "counter_power_disagreement"],
        Notes = ["counter: 3373 J, power: 2900 J: more than 10 % apart"],
    };

    private static readonly EnergyReport s_rapl = new()
    {
        Source = "rapl",
        Scope = "package",
        Board = "Test CPU",
        Route = "package+dram",
        RefreshMs = 1,
        PerInferenceJoulesGross = 2.5,
        UncertaintyJoules = 0.125,
        Joules = 1750,
        MeanWatts = 36.318,
        WindowSeconds = 48.186224,
        Inferences = 700,
        Samples = 480,
        Coverage = 1,
        Flags = ["no_idle"],
    };

    public static RunReport Create()
    {
        RunReport report = SampleReport.Create();
        var lost = new EnergyReport { Source = "nvml", Scope = "gpu", Board = "NVIDIA Test, 16 GiB", Reason = "GPU is lost (15)", WindowSeconds = 1.5, Samples = 12 };
        return report with
        {
            Run = report.Run with
            {
                PowerMode = "2: MODE_15W_6CORE",
                Board = new BoardReport { Model = "Test Board", L4t = "36.4.3", PowerModeId = 2, PowerModeName = "MODE_15W_6CORE", ClocksLocked = true },
                Idle = [new IdleReport("nvml", "counter", 1, 5_000_000_001, 19.5, 0.12), new IdleReport("nvml", "counter", 90_000_000_000, 95_000_000_000, 20.5, 0.12)],
            },
            Cases =
            [
                report.Cases[0] with { Energy = s_nvml, EnergySources = [s_nvml, s_rapl] },
                report.Cases[1] with { Energy = lost, EnergySources = [lost, s_rapl with { Joules = null, PerInferenceJoulesGross = null, Reason = "removed" }] },
                .. report.Cases.Skip(2),
            ],
        };
    }
}
