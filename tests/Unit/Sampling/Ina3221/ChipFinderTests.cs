using InferenceBench.Sampling.Ina3221;
using InferenceBench.Sampling.Sources;
using Xunit;

namespace InferenceBench.Tests.Unit.Sampling.Ina3221;

public sealed class ChipFinderTests : IDisposable
{
    private static readonly (string?, long, long)[] s_rails = [("VDD_IN", 5000, 1000), ("VDD_CPU_GPU_CV", 5000, 200), ("VDD_SOC", 5000, 300)];
    private readonly SysfsTree _tree = new();

    public void Dispose()
    {
        _tree.Dispose();
    }

    [Fact]
    public void Chips_are_named_by_bus_and_address_in_their_order()
    {
        _tree.WithHwmon("10-0040", 1, s_rails).WithHwmon("2-0043", 9, s_rails).WithHwmon("2-0040", 12, s_rails);

        Assert.Equal(["2-0040", "2-0043", "10-0040"], Find());
    }

    [Fact]
    public void What_is_no_device_is_left_alone()
    {
        _tree.WithHwmon("1-0040", 3, s_rails).With("sys/bus/i2c/drivers/ina3221/bind", "").WithHwmonFolder("sys/bus/i2c/drivers/ina3221/module/hwmon/hwmon3", s_rails)
            .With("sys/class/hwmon/hwmon0/name", "tmp102\n").With("sys/class/hwmon/hwmon1/name", "ina226\n").With("sys/bus/i2c/drivers/ina3221/5-0040/name", "ina3221\n");

        Assert.Equal(["1-0040"], Find());
    }

    [Fact]
    public void Links_that_lead_in_circles_are_not_followed()
    {
        _tree.WithHwmon("1-0040", 3, s_rails).WithLink("sys/bus/i2c/drivers/ina3221/1-0040/hwmon/hwmon3/device", "../..")
            .WithLink("sys/bus/i2c/drivers/ina3221/1-0040/hwmon/hwmon3/subsystem", "../../..").WithLink("sys/bus/i2c/drivers/ina3221/1-0040/driver", "..");

        Assert.Equal(["1-0040"], Find());
    }

    [Fact]
    public void A_chip_that_is_linked_from_several_places_is_one_chip()
    {
        _tree.WithHwmonFolder("sys/devices/platform/c240000.i2c/i2c-1/1-0040/hwmon/hwmon3", s_rails)
            .WithLink("sys/bus/i2c/drivers/ina3221/1-0040", "../../../../devices/platform/c240000.i2c/i2c-1/1-0040")
            .WithLink("sys/bus/i2c/drivers/ina3221/31-0040", "../../../../devices/platform/c240000.i2c/i2c-1/1-0040")
            .WithLink("sys/class/hwmon/hwmon3", "../../devices/platform/c240000.i2c/i2c-1/1-0040/hwmon/hwmon3");

        Assert.Equal(["1-0040"], Find());
    }

    [Fact]
    public void A_saved_tree_with_copies_in_place_of_links_shows_each_chip_once()
    {
        _tree.WithHwmon("1-0040", 3, s_rails).WithHwmonFolder("sys/class/hwmon/hwmon3", s_rails);

        Assert.Equal(["1-0040"], Find());
    }

    [Fact]
    public void A_chip_that_only_the_class_shows_is_found_with_its_address()
    {
        _tree.WithHwmonFolder("sys/devices/i2c-1/1-0041/hwmon/hwmon7", s_rails).WithLink("sys/class/hwmon/hwmon7", "../../devices/i2c-1/1-0041/hwmon/hwmon7");

        Assert.Equal(["1-0041"], Find());
    }

    [Fact]
    public void A_chip_that_only_the_class_shows_without_its_device_is_named_by_its_hwmon()
    {
        _tree.WithHwmonFolder("sys/class/hwmon/hwmon7", s_rails).With("sys/class/hwmon/hwmon8/name", "ina238\n").With("sys/class/hwmon/hwmon8/power1_input", "1000000\n");

        Assert.Equal(["hwmon7", "hwmon8"], Find());
        using IPowerSource source = new Ina3221Sensor().Open(new SensorQuery(_tree.Root));
        Assert.Equal((5, 1), (source.ReadOf("total"), source.ReadOf("VIN")));
    }

    [Theory]
    [InlineData("iio:device0")]
    [InlineData("iio_device")]
    public void Both_names_of_an_iio_folder_are_known(string folder)
    {
        _tree.WithIioFolder($"sys/bus/i2c/drivers/ina3221x/6-0040/{folder}", ("POM_5V_IN", 5000, 500), ("POM_5V_GPU", 5000, 40), ("POM_5V_CPU", 5000, 100));

        using IPowerSource source = new Ina3221Sensor().Open(new SensorQuery(_tree.Root));
        Assert.Equal(2.5, source.ReadOf("total"));
    }

    [Fact]
    public void An_iio_folder_and_its_link_are_one_chip()
    {
        _tree.WithIio("6-0040", 0, ("POM_5V_IN", 5000, 500)).WithLink("sys/bus/i2c/drivers/ina3221x/6-0040/iio_device", "iio:device0");

        Assert.Equal(["6-0040"], Find());
    }

    private IEnumerable<string> Find()
    {
        return ChipFinder.Find(_tree.Root).Select(static chip => chip.Address);
    }
}
