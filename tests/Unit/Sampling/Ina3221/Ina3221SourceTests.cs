using InferenceBench.Sampling.Energy;
using InferenceBench.Sampling.Ina3221;
using InferenceBench.Sampling.Sources;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Ina3221;

public sealed class Ina3221SourceTests : IDisposable
{
    private const string Folder = "sys/bus/i2c/drivers/ina3221/1-0040/hwmon/hwmon3";
    private readonly SysfsTree _tree = new SysfsTree().WithHwmon("1-0040", 3, ("VDD_IN", 5000, 1000), ("VDD_CPU_GPU_CV", 5000, 200), ("VDD_SOC", 5000, 300));
    private readonly ManualTime _time = new();

    public void Dispose()
    {
        _tree.Dispose();
    }

    [Fact]
    public void Each_reading_asks_again()
    {
        using IPowerSource source = Open();
        Assert.Equal(5, source.ReadOf("total"));

        _tree.With($"{Folder}/curr1_input", "1200\n");

        Assert.Equal(6, source.ReadOf("total"));
    }

    [Fact]
    public void A_file_that_a_writer_has_just_emptied_costs_one_reading()
    {
        using IPowerSource source = Open();
        _tree.With($"{Folder}/curr1_input", "");
        Dictionary<string, double> values = source.ReadAll();
        Assert.Equal((double.NaN, double.NaN, 1), (values["total"], values["VDD_IN"], values["VDD_CPU_GPU_CV"]));

        _tree.With($"{Folder}/curr1_input", "900\n");

        Assert.Equal(4.5, source.ReadOf("total"));
    }

    [Fact]
    public void A_removed_folder_ends_the_source_at_the_next_reading()
    {
        using IPowerSource source = Open();
        Directory.Delete(_tree["sys"], recursive: true);

        PowerSourceException e = Assert.Throws<PowerSourceException>(() => source.ReadAll());
        Assert.Contains("the sensor ina3221 vanished", e.Message, StringComparison.Ordinal);
        Assert.Contains("hwmon3", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_removed_file_ends_the_source_within_a_second()
    {
        using IPowerSource source = Open();
        File.Delete(_tree[$"{Folder}/curr1_input"]);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        source.ReadAll();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Throws<PowerSourceException>(() => source.ReadAll());
    }

    [Fact]
    public void A_file_that_was_replaced_is_read_anew_within_a_second()
    {
        using IPowerSource source = Open();
        File.WriteAllText(_tree["new"], "2000\n");
        File.Move(_tree["new"], _tree[$"{Folder}/curr1_input"], overwrite: true);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(10, source.ReadOf("total"));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        _tree.With($"{Folder}/curr3_input", "");
        using IPowerSource source = Open();
        double[] values = new double[source.Channels.Count];
        source.Read(values);
        _time.Advance(TimeSpan.FromSeconds(1));
        source.Read(values);

        long bytes = Allocation.LeastOf(200, () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            source.Read(values);
        });

        Assert.Equal(0, bytes);
    }

    [Fact]
    public void Negative_power_is_kept()
    {
        _tree.With($"{Folder}/curr1_input", "-16\n");
        using IPowerSource source = Open();

        Assert.Equal(-0.08, source.ReadOf("total"));
    }

    [Theory]
    [InlineData("in_power0_input", "", 2.5)]
    [InlineData("in_power0_input", null, 2.5)]
    [InlineData("in_voltage0_input", "", 2.499)]
    [InlineData("in_power0_input,in_current0_input", null, 2.5)]
    [InlineData("in_power0_input,in_current0_input,ui_input_0", null, double.NaN)]
    public void The_old_driver_has_three_ways_to_a_power(string files, string? content, double watts)
    {
        using var tree = new SysfsTree();
        tree.WithIio("6-0040", 0, ("POM_5V_IN", 5000, 500)).With("sys/bus/i2c/drivers/ina3221x/6-0040/iio:device0/in_power0_input", "2499\n");
        foreach (string path in files.Split(',').Select(file => $"sys/bus/i2c/drivers/ina3221x/6-0040/iio:device0/{file}"))
        {
            File.Delete(tree[path]);
            _ = content is null ? tree : tree.With(path, content);
        }

        using IPowerSource source = new Ina3221Sensor().Open(new SensorQuery(tree.Root));
        Assert.Equal(watts, source.ReadOf("total"));
    }

    [Fact]
    public void An_INA238_without_its_power_is_voltage_times_current()
    {
        using var tree = new SysfsTree();
        tree.WithIna238("2-0044", 4, 0);
        File.Delete(tree["sys/bus/i2c/drivers/ina238/2-0044/hwmon/hwmon4/power1_input"]);

        using IPowerSource source = new Ina3221Sensor().Open(new SensorQuery(tree.Root));
        Assert.Equal(20, source.ReadOf("VIN"));
    }

    [Theory]
    [InlineData("7", 7, 20, 5)]
    [InlineData("106", 106, 100, 5)]
    [InlineData("422", 422, 100, 10)]
    [InlineData(null, 7, 20, 5)]
    public void The_schedule_follows_the_chips_own_interval(string? interval, int refreshMs, int pollMs, int windowSeconds)
    {
        File.Delete(_tree[$"{Folder}/update_interval"]);
        _ = interval is null ? _tree : _tree.With($"{Folder}/update_interval", interval + "\n");

        using IPowerSource source = Open();
        SensorTraits traits = source.Routes[0].Traits;
        Assert.Equal(
            (TimeSpan.FromMilliseconds(refreshMs), TimeSpan.FromMilliseconds(pollMs), TimeSpan.FromSeconds(windowSeconds), 0.03),
            (traits.NominalRefresh, traits.PollPeriod, traits.MinimumWindow, traits.GainUncertainty));
        Assert.Contains(source.Notes, note => note.StartsWith("1-0040: samples 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Unlabelled_inputs_that_are_disabled_or_empty_are_no_rails()
    {
        File.Delete(_tree[$"{Folder}/in2_label"]);
        File.Delete(_tree[$"{Folder}/in3_label"]);
        _tree.With($"{Folder}/in2_enable", "0\n").With($"{Folder}/in3_input", "");

        using IPowerSource source = Open();
        Assert.Equal(["total", "VDD_IN"], source.Channels.Select(static channel => channel.Name));
        Assert.Contains(source.Notes, static note => note.StartsWith("1-0040 channel 2 is disabled", StringComparison.Ordinal));
        Assert.Contains(source.Notes, static note => note.StartsWith("1-0040 channel 3 has no label and cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public void The_probe_names_total_and_rails()
    {
        SensorStatus status = new Ina3221Sensor().Probe(new SensorQuery(_tree.Root));

        Assert.Equal((true, SensorAccess.Granted, null), (status.IsAvailable, status.Access, status.Reason));
        Assert.Equal(["total (VDD_IN)", "VDD_IN", "VDD_CPU_GPU_CV", "VDD_SOC"], status.Reads);
    }

    [Fact]
    public void Without_chips_the_probe_says_where_it_looked()
    {
        using var empty = new SysfsTree();
        SensorStatus status = new Ina3221Sensor().Probe(new SensorQuery(empty.Root));

        Assert.Equal((false, SensorAccess.Unknown), (status.IsAvailable, status.Access));
        Assert.Contains($"{empty.Root}/sys/bus/i2c/drivers", status.Remedy, StringComparison.Ordinal);
        Assert.Throws<PowerSourceException>(() => new Ina3221Sensor().Open(new SensorQuery(empty.Root)));
    }

    [Fact]
    public void A_Nano_2GB_has_none_and_says_so()
    {
        using var tree = new SysfsTree();
        tree.With("proc/device-tree/model", "NVIDIA Jetson Nano 2GB Developer Kit\0");

        Assert.Contains("NVIDIA Jetson Nano 2GB Developer Kit) has no INA3221", new Ina3221Sensor().Probe(new SensorQuery(tree.Root)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_refuse_this_user_are_denied_not_missing()
    {
        foreach (string file in Directory.EnumerateFiles(_tree[Folder], "*_input"))
        {
            _tree.Forbid(file);
        }

        SensorStatus status = OtherUser.Run(() => new Ina3221Sensor().Probe(new SensorQuery(_tree.Root)));

        Assert.Equal((false, SensorAccess.Denied, "run as root"), (status.IsAvailable, status.Access, status.Remedy));
        Assert.Contains("Permission denied", status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rail_beside_the_total_that_comes_back_is_read_again()
    {
        _tree.With($"{Folder}/curr3_input", "");
        using IPowerSource source = Open();
        Assert.Equal([EnergyFlags.RailUnavailable], source.Flags);
        Assert.Equal((5, double.NaN), (source.ReadOf("total"), source.ReadOf("VDD_SOC")));

        _tree.With($"{Folder}/curr3_input", "300\n");

        Assert.Equal(1.5, source.ReadOf("VDD_SOC"));
    }

    private IPowerSource Open()
    {
        return new Ina3221Sensor(_time).Open(new SensorQuery(_tree.Root));
    }
}
