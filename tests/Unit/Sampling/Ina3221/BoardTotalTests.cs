using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Ina3221;
using InferenceBench.Sampling.Sources;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Ina3221;

public sealed class BoardTotalTests : IDisposable
{
    private readonly SysfsTree _tree = new();

    public void Dispose()
    {
        _tree.Dispose();
    }

    [Fact]
    public void A_TX1_is_its_input_whatever_its_carrier_shows()
    {
        _tree.WithIio("1-0040", 0, ("VDD_IN", 19000, 281), ("VDD_GPU", 19000, 40), ("VDD_CPU", 19000, 60))
            .WithIio("1-0042", 1, ("VDD_MUX", 19000, 400), ("VDD_5V_IO_SYS", 5000, 100), ("VDD_3V3_SYS", 3300, 90))
            .WithIio("1-0043", 2, ("VDD_3V3_IO", 3300, 9), ("VDD_1V8_IO", 1800, 8), ("VDD_M2_IN", 3300, 0));

        using IPowerSource source = AssertTotal(5.339, "Jetson TX1", PowerScope.Module, "VDD_IN");
        Assert.Equal(10, source.Channels.Count);
    }

    [Fact]
    public void A_TX2_NX_is_its_input()
    {
        _tree.WithIio("7-0040", 0, ("VDD_IN", 5000, 900), ("VDD_CPU_GPU", 5000, 300), ("VDD_SOC", 5000, 200));

        AssertTotal(4.5, "Jetson TX2 NX", PowerScope.Module, "VDD_IN").Dispose();
    }

    [Fact]
    public void An_input_rail_is_the_total_when_all_of_its_neighbours_are_disabled()
    {
        _tree.WithHwmon("1-0040", 3, ("VDD_IN", 5000, 1000));

        AssertTotal(5, "Jetson with an input rail", PowerScope.Module, "VDD_IN").Dispose();
    }

    [Fact]
    public void A_TX2_with_its_second_chip_alone_has_its_total()
    {
        _tree.WithHwmon("0-0041", 5, ("VDD_IN", 19000, 500), ("VDD_SYS_CPU", 19000, 100), ("VDD_5V0_DDR", 5000, 200));

        AssertTotal(9.5, "Jetson TX2", PowerScope.Module, "VDD_IN").Dispose();
    }

    [Fact]
    public void An_AGX_Xavier_of_JetPack_4_is_the_sum_of_its_six_rails()
    {
        _tree.WithIio("1-0040", 0, ("GPU", 19000, 500), ("CPU", 19000, 100), ("SOC", 19000, 150))
            .WithIio("1-0041", 1, ("CV", 19000, 0), ("VDDRQ", 19000, 50), ("SYS5V", 5000, 400));

        AssertTotal(9.5 + 1.9 + 2.85 + 0.95 + 2, "Jetson AGX Xavier", PowerScope.Module, "GPU", "CPU", "SOC", "CV", "VDDRQ", "SYS5V").Dispose();
    }

    [Fact]
    public void An_AGX_Xavier_with_one_chip_has_no_total_and_names_what_is_missing()
    {
        _tree.WithHwmon("1-0040", 3, ("GPU", 19000, 500), ("CPU", 19000, 100), ("SOC", 19000, 150));

        using IPowerSource source = Open();
        Assert.Contains("CV, VDDRQ, SYS5V", source.NoEnergyReason, StringComparison.Ordinal);
        Assert.Empty(source.Routes);
        Assert.Equal(double.NaN, source.ReadOf("total"));
        Assert.Equal(9.5, source.ReadOf("GPU"), 1e-9);
    }

    [Fact]
    public void An_AGX_Orin_with_its_first_chip_alone_has_its_total()
    {
        _tree.WithHwmon("1-0040", 3, ("VDD_GPU_SOC", 19500, 240), ("VDD_CPU_CV", 19500, 60), ("VIN_SYS_5V0", 5000, 860));

        AssertTotal(4.68 + 1.17 + 4.3, "Jetson AGX Orin", PowerScope.Module, "VDD_GPU_SOC", "VDD_CPU_CV", "VIN_SYS_5V0").Dispose();
    }

    [Fact]
    public void An_AGX_Thor_is_its_boards_input()
    {
        _tree.WithHwmon("2-0040", 3, ("VDD_GPU", 12000, -33), ("VDD_CPU_SOC_MSS", 12000, 800), ("VIN_SYS_5V0", 5000, 600)).WithIna238("2-0044", 4, 31_234_567);

        using IPowerSource source = AssertTotal(31.234567, "Jetson AGX Thor", PowerScope.Board, "VIN");
        Assert.Equal(-0.396, source.ReadOf("VDD_GPU"), 1e-9);
        Assert.Equal(["total", "VDD_GPU", "VDD_CPU_SOC_MSS", "VIN_SYS_5V0", "VIN"], source.Channels.Select(static channel => channel.Name));
    }

    [Fact]
    public void An_AGX_Thor_without_its_input_has_no_total()
    {
        _tree.WithHwmon("2-0040", 3, ("VDD_GPU", 12000, 100), ("VDD_CPU_SOC_MSS", 12000, 800), ("VIN_SYS_5V0", 5000, 600));

        using IPowerSource source = Open();
        Assert.EndsWith("there is no VIN", source.NoEnergyReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NVIDIA Jetson AGX Thor Developer Kit\0", 20.0)]
    [InlineData("Some other board\0", double.NaN)]
    public void An_INA238_alone_is_a_board_only_where_the_device_tree_says_so(string model, double totalWatts)
    {
        _tree.WithIna238("2-0044", 4, 20_000_000).With("proc/device-tree/model", model);

        using IPowerSource source = Open();
        Assert.Equal(totalWatts, source.ReadAll().GetValueOrDefault("total", double.NaN));
        Assert.Equal(20, source.ReadOf("VIN"));
        Assert.Equal(model.TrimEnd('\0'), source.Board);
    }

    [Fact]
    public void The_device_tree_names_the_board_but_the_rails_make_its_total()
    {
        _tree.WithHwmon("1-0040", 3, ("VDD_IN", 5000, 1000), ("VDD_CPU_GPU_CV", 5000, 200), ("VDD_SOC", 5000, 300))
            .With("sys/firmware/devicetree/base/model", "NVIDIA Jetson Orin NX Engineering Reference Developer Kit\0");

        AssertTotal(5, "NVIDIA Jetson Orin NX Engineering Reference Developer Kit", PowerScope.Module, "VDD_IN").Dispose();
    }

    [Fact]
    public void Case_and_spaces_of_a_label_do_not_matter()
    {
        _tree.WithHwmon("1-0040", 3, ("vdd_in ", 5000, 1000), (" Vdd_Cpu_Gpu_Cv", 5000, 200), ("VDD_SOC\0", 5000, 300));

        AssertTotal(5, "Jetson Orin Nano/NX or Xavier NX", PowerScope.Module, "vdd_in").Dispose();
    }

    [Fact]
    public void Rails_of_a_carrier_beside_a_known_module_are_shown_and_not_added()
    {
        _tree.WithHwmon("1-0040", 3, ("VDD_IN", 5000, 1000), ("VDD_CPU_GPU_CV", 5000, 200), ("VDD_SOC", 5000, 300))
            .WithHwmon("30-0041", 4, ("CAM_12V", 12000, 100), ("CV", 5000, 100), ("NC", 0, 0));

        using IPowerSource source = AssertTotal(5, "Jetson Orin Nano/NX or Xavier NX", PowerScope.Module, "VDD_IN");
        Assert.Equal(1.2, source.ReadOf("CAM_12V"), 1e-9);
    }

    [Fact]
    public void A_rail_of_the_total_that_is_there_twice_leaves_no_total()
    {
        _tree.WithHwmon("1-0040", 3, ("VDD_IN", 5000, 1000), ("VDD_CPU_GPU_CV", 5000, 200), ("VDD_SOC", 5000, 300)).WithHwmon("1-0041", 4, ("VDD_IN", 12000, 700));

        using IPowerSource source = Open();
        Assert.Contains("VDD_IN is there 2 times (1-0040/ch1, 1-0041/ch1)", source.NoEnergyReason, StringComparison.Ordinal);
        Assert.Empty(source.Routes);
        Assert.Equal(8.4, source.ReadOf("VDD_IN@1-0041/ch1"), 1e-9);
    }

    [Fact]
    public void Without_labels_nothing_is_guessed()
    {
        _tree.WithHwmon("1-0040", 3, (null, 5000, 1000), (null, 5000, 200), (null, 5000, 300));

        using IPowerSource source = Open();
        Assert.Equal(["1-0040/ch1", "1-0040/ch2", "1-0040/ch3"], source.Channels.Select(static channel => channel.Name));
        Assert.Equal([EnergyFlags.UnknownTopology], source.Flags);
        Assert.Empty(source.TotalRails);
        Assert.Contains("unknown topology", source.NoEnergyReason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_required_rail_that_is_disabled_leaves_no_total()
    {
        _tree.WithHwmon("1-0040", 3, ("VDD_IN", 5000, 1000), ("VDD_CPU_GPU_CV", 5000, 200), ("VDD_SOC", 5000, 300))
            .With("sys/bus/i2c/drivers/ina3221/1-0040/hwmon/hwmon3/in1_enable", "0\n");

        using IPowerSource source = Open();
        Assert.Contains("VDD_IN is a part of it and cannot be read: 1-0040 channel 1 is disabled", source.NoEnergyReason, StringComparison.Ordinal);
        Assert.Equal(double.NaN, source.ReadOf("VDD_IN"));
        Assert.Equal(["VDD_IN"], source.TotalRails);
    }

    [Fact]
    public void The_offsets_of_the_total_are_rectangular_and_independent()
    {
        _tree.WithHwmon("1-0040", 3, ("VDD_GPU_SOC", 19500, 240), ("VDD_CPU_CV", 19500, 60), ("VIN_SYS_5V0", 5000, 860));
        foreach (int channel in (int[])[1, 2, 3])
        {
            _tree.With($"sys/bus/i2c/drivers/ina3221/1-0040/hwmon/hwmon3/shunt{channel}_resistor", "2000\n");
        }

        using IPowerSource source = Open();

        // 80 uV over 2 mOhm are 40 mA: 0.78 W at 19.5 V, twice, and 0.2 W at 5 V.
        Assert.Equal(Math.Sqrt(((2 * 0.78 * 0.78) + (0.2 * 0.2)) / 3), source.Routes[0].Traits.OffsetUncertaintyWatts, 1e-12);
    }

    private IPowerSource Open()
    {
        return new Ina3221Sensor().Open(new SensorQuery(_tree.Root));
    }

    private IPowerSource AssertTotal(double watts, string board, PowerScope scope, params string[] rails)
    {
        IPowerSource source = Open();
        Assert.Equal(watts, source.ReadOf("total"), 1e-9);
        Assert.Equal((board, scope, scope), (source.Board, source.Scope, source.Channels[0].Scope));
        Assert.Equal(rails, source.TotalRails);
        EnergyRoute route = Assert.Single(source.Routes);
        Assert.Equal(("total", ChannelKind.InstantaneousPower), (route.Name, route.Kind));
        Assert.Equal([0], route.Channels);
        Assert.Null(source.NoEnergyReason);
        return source;
    }
}
