using InferenceBench.Sampling.Sources;

namespace InferenceBench.Sampling.Ina3221;

/// <summary>
/// The boards. Rails: the device trees of Jetson Linux 32 to 38 and of the mainline kernel (tegra210-p2180, tegra186-p3310, tegra194-p2888 and -p3668, tegra234). Totals: which rail
/// feeds which, from NVIDIA's notes on power monitoring. Carrier rails (<c>VDD_MUX</c> and others) are in no total: they run beside or behind the module's input.
/// </summary>
internal static class BoardRules
{
    private const string CarrierNote = "the total is the module's power: the carrier board is not included";

    /// <summary>All boards with power monitors. The Jetson Nano 2GB has none.</summary>
    public static IReadOnlyList<BoardRule> All { get; } =
    [
        new("Jetson Nano", ["POM_5V_IN"], PowerScope.Module, [["POM_5V_IN"], ["POM_5V_GPU"], ["POM_5V_CPU"]], CarrierNote),
        new("Jetson TX1", ["VDD_IN"], PowerScope.Module, [["VDD_GPU", "VDD_CPU"]], CarrierNote),
        new("Jetson TX2", ["VDD_IN"], PowerScope.Module, [["VDD_SYS_GPU"], ["VDD_SYS_SOC"], ["VDD_SYS_CPU"], ["VDD_SYS_DDR"]], CarrierNote),
        new("Jetson TX2 NX", ["VDD_IN"], PowerScope.Module, [["VDD_CPU_GPU"]], CarrierNote),
        new("Jetson Orin Nano/NX or Xavier NX", ["VDD_IN"], PowerScope.Module, [["VDD_CPU_GPU_CV"]], CarrierNote),

        // Wherever this rail is, it is the module's input; its neighbours may be disabled, or cut off a line of tegrastats.
        new("Jetson with an input rail", ["VDD_IN"], PowerScope.Module, [["VDD_IN"]], CarrierNote),

        // The module has no input rail: six regulators side by side.
        new(
            "Jetson AGX Xavier",
            ["GPU", "CPU", "SOC", "CV", "VDDRQ", "SYS5V"],
            PowerScope.Module,
            [["GPU", "CPU", "SOC"], ["CV"], ["VDDRQ"], ["SYS5V"]],
            CarrierNote),

        // VDDQ_VDD2_1V8AO is fed from VIN_SYS_5V0: adding it would count it twice.
        new(
            "Jetson AGX Orin",
            ["VDD_GPU_SOC", "VDD_CPU_CV", "VIN_SYS_5V0"],
            PowerScope.Module,
            [["VDD_GPU_SOC"], ["VDD_CPU_CV"], ["VDDQ_VDD2_1V8AO"]],
            CarrierNote + "; VDDQ_VDD2_1V8AO is fed from VIN_SYS_5V0 and not added to it"),
        new("Jetson AGX Thor", ["VIN"], PowerScope.Board, [["VDD_CPU_SOC_MSS"]], "the total is the carrier board's input: the carrier is included") { ModelMark = "Thor" },
    ];
}
